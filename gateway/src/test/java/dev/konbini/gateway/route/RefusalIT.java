package dev.konbini.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.gateway.RawServer;
import dev.konbini.gateway.RawServer.RawAnswer;
import dev.konbini.gateway.RunningGateway;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the gateway refuses itself.
class RefusalIT {

    private static RawServer commerce;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        commerce = RawServer.start(RawAnswer.of(200, "good"));
        gateway =
                RunningGateway.inFrontOf(
                        List.of(commerce),
                        "konbini.gateway.requests.sizes.ordinary=2MB",
                        "konbini.gateway.breaker.window=1m",
                        "konbini.gateway.breaker.calls=10",
                        "konbini.gateway.breaker.pause=1m");
    }

    @AfterAll
    static void stop() throws IOException {
        gateway.close();
        commerce.close();
    }

    @Test
    void namesUnknownPathInAProblem() throws Exception {
        var answer = gateway.get("/nowhere");

        var problem = problem(answer, 404, "not-routed");
        assertThat(problem.at("/traceId").asString())
                .isEqualTo(answer.headers().firstValue("X-Trace-Id").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({"/nowhere%3Cscript%3E,404", "/nowhere;x,400"})
    void showsBrowsersAPageThatLinksHome(String path, int status) throws Exception {
        var answer =
                gateway.send(
                        gateway.to(path)
                                .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/html;charset=UTF-8");
        assertThat(answer.body()).contains("<a href=\"/\">").doesNotContain("<script>");
    }

    @Test
    void refusesBodyThatIsTooLargeWhetherItSaysSoOrNot() throws Exception {
        var bytes = new byte[3 * 1024 * 1024];

        var known = gateway.send(gateway.to("/api/quotes").POST(BodyPublishers.ofByteArray(bytes)));
        var chunked =
                gateway.send(
                        gateway.to("/api/quotes")
                                .POST(
                                        BodyPublishers.ofInputStream(
                                                () -> new ByteArrayInputStream(bytes))));
        var logs =
                gateway.send(
                        gateway.to("/api/logs")
                                .POST(BodyPublishers.ofByteArray(new byte[5 * 1024 * 1024 + 1])));

        problem(known, 413, "body-too-large");
        problem(chunked, 413, "body-too-large");
        problem(logs, 413, "body-too-large");
    }

    @Test
    void refusesHeaderThatIsTooLarge() throws Exception {
        var answer = gateway.send(gateway.to("/").header("X-Large", "x".repeat(70_000)));

        var problem = problem(answer, 400, "invalid-request");
        assertThat(problem.at("/traceId").asString()).matches("[0-9a-f]{32}");
    }

    @Test
    void refusesEscapedSlash() throws Exception {
        var problem = problem(gateway.get("/api/products/a%2Fb"), 400, "invalid-request");

        assertThat(problem.at("/detail").asString()).contains("%2F");
    }

    @Test
    void refusesPathThatCouldMeanAnother() throws Exception {
        problem(gateway.get("/api/products/..;/x"), 400, "invalid-request");
    }

    @Test
    void leavesServiceInPeaceThatDoesNotAnswer() throws Exception {
        for (var i = 0; i < 10; i++) {
            problem(gateway.get("/api/orders"), 503, "no-replica");
        }

        var answer = gateway.get("/api/orders");

        problem(answer, 503, "circuit-open");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("60");
        assertThat(gateway.get("/").body()).contains("circuit open");
        assertThat(gateway.get("/api/products").statusCode()).isEqualTo(200);
    }

    private static JsonNode problem(HttpResponse<String> answer, int status, String name) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .startsWith("application/problem+json");
        var problem = JsonMapper.shared().readTree(answer.body());
        assertThat(problem.at("/type").asString()).endsWith("/problems/" + name);
        assertThat(problem.at("/status").asInt()).isEqualTo(status);
        return problem;
    }
}
