package dev.konbini.gateway.apidocs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.gateway.RawServer;
import dev.konbini.gateway.RawServer.RawAnswer;
import dev.konbini.gateway.RunningGateway;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ApiDocsIT {

    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]+)\"");

    private static RawServer commerce;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        commerce = RawServer.start(RawAnswer.of(200, "{\"openapi\":\"3.1.0\"}"));
        gateway = RunningGateway.inFrontOf(List.of(commerce));
    }

    @AfterAll
    static void stop() throws IOException {
        gateway.close();
        commerce.close();
    }

    @Test
    void servesThePageWithAllItsPartsAndNothingFromElsewhere() throws Exception {
        var page = gateway.get("/api/docs");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'self'");
        var parts =
                LINK.matcher(page.body())
                        .results()
                        .map(match -> match.group(1))
                        .filter(link -> link.startsWith("/api/docs/assets/"))
                        .toList();
        assertThat(parts).hasSize(6);
        for (var part : parts) {
            assertThat(gateway.get(part).statusCode()).as(part).isEqualTo(200);
        }
        assertThat(gateway.get("/api/docs/assets/start.js").body()).doesNotContain("http");
    }

    @Test
    void servesNoOtherFiles() throws Exception {
        assertThat(gateway.get("/api/docs/assets/index.html").statusCode()).isEqualTo(404);
    }

    @Test
    void getsTheDocumentFromTheService() throws Exception {
        var document = gateway.get("/api/docs/commerce");

        assertThat(document.body()).isEqualTo("{\"openapi\":\"3.1.0\"}");
        assertThat(document.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(commerce.received().getFirst().target()).isEqualTo("/v3/api-docs");
        assertThat(commerce.received().getFirst().header("Host"))
                .isEqualTo(gateway.uri().getAuthority());
    }

    @Test
    void saysThatAServiceIsAway() throws Exception {
        assertThat(gateway.get("/api/docs/logging").statusCode()).isEqualTo(503);
    }
}
