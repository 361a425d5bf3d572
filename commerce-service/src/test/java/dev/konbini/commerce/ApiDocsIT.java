package dev.konbini.commerce;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedServer.class)
class ApiDocsIT {

    private final CommerceServer server;

    ApiDocsIT(CommerceServer server) {
        this.server = server;
    }

    @Test
    void everyEndpointIsDescribed() {
        var docs = server.guest().get("/v3/api-docs");

        assertThat(docs.status()).isEqualTo(200);
        assertThat(docs.json().at("/paths").propertyNames())
                .containsExactlyInAnyOrder(
                        "/api/products",
                        "/api/products/{sku}",
                        "/api/carts",
                        "/api/carts/{id}",
                        "/api/carts/{id}/lines/{sku}",
                        "/api/carts/{id}/offer",
                        "/api/search-index",
                        "/api/search-index/rebuild");
        docs.json()
                .at("/paths")
                .forEach(path ->
                        path.forEach(operation ->
                                assertThat(operation.path("summary").asString("")).isNotEmpty()));
    }

    @Test
    void whatIsNotThereIsSaidToGuestsAndOperators() {
        for (var caller : List.of(server.guest(), server.operator())) {
            for (var path : List.of("/api/unknown", "/api/imports/x", "/api/prices/explain")) {
                var missing = caller.get(path);

                assertThat(missing.status()).isEqualTo(404);
                assertThat(missing.problem()).isEqualTo("not-found");
            }
            var method = caller.post("/api/products", "{}");
            assertThat(method.status()).isEqualTo(405);
            assertThat(method.header("Allow")).isEqualTo("GET");
        }
    }

    @Test
    void longQueryIsRead() {
        var q = URLEncoder.encode("茶".repeat(2000), StandardCharsets.UTF_8);

        var answer = server.guest().get("/api/products?q=" + q);

        assertThat(answer.problem()).isEqualTo("invalid-request");
        assertThat(answer.text("/errors/0/parameter")).isEqualTo("q");
    }

    @Test
    void whatTheServerItselfRefusesIsAProblem() {
        var answer = server.guest().get("/api/products/a%2Fb");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("invalid-request");
        assertThat(answer.text("/traceId")).matches("[0-9a-f]{32}");
    }

    @Test
    void whatIsReadByGetIsReadByHead() {
        assertThat(server.guest().send("HEAD", "/api/products", "").status()).isEqualTo(200);
        assertThat(server.guest().send("HEAD", "/api/search-index", "").status()).isEqualTo(401);
    }

    @Test
    void actuatorListensOnAPortOfItsOwn() {
        assertThat(server.guest().get("/actuator/health").status()).isNotEqualTo(200);
        assertThat(server.management().get("/actuator/health/liveness").status()).isEqualTo(200);
        assertThat(server.management().get("/actuator/info").status()).isEqualTo(200);
        assertThat(server.management().get("/actuator/prometheus").body())
                .contains("resilience4j_circuitbreaker_state");
    }
}
