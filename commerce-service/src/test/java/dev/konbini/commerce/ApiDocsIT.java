package dev.konbini.commerce;

import static org.assertj.core.api.Assertions.assertThat;

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
    void whatNoRuleNamesIsDenied() {
        assertThat(server.guest().get("/api/unknown").status()).isEqualTo(401);
        assertThat(server.operator().get("/api/unknown").status()).isEqualTo(403);
        assertThat(server.guest().post("/api/products", "{}").status()).isEqualTo(401);
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
