package dev.konbini.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.konbini.gateway.RawServer;
import dev.konbini.gateway.RawServer.RawAnswer;
import dev.konbini.gateway.RawServer.RawRequest;
import dev.konbini.gateway.RunningGateway;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// What the service sees of a request, and the client of an answer.
@ExtendWith(OutputCaptureExtension.class)
class ForwardIT {

    private static final RawAnswer GOOD = RawAnswer.of(200, "good");

    private static RawServer commerce;
    private static RawServer transaction;
    private static RawServer logging;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        commerce = RawServer.start(GOOD);
        transaction = RawServer.start(GOOD);
        logging = RawServer.start(GOOD);
        gateway =
                RunningGateway.inFrontOf(
                        List.of(commerce),
                        "konbini.gateway.services.transaction.replicas=" + transaction.uri(),
                        "konbini.gateway.services.logging.replicas=" + logging.uri());
    }

    @AfterAll
    static void stop() throws IOException {
        gateway.close();
        commerce.close();
        transaction.close();
        logging.close();
    }

    @BeforeEach
    void allGood() {
        commerce.answer(GOOD);
        for (var server : List.of(commerce, transaction, logging)) {
            server.forget();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/api/products, commerce",
        "/api/carts/c1/lines/s1, commerce",
        "/api/search-index/rebuild, commerce",
        "/api/imports, commerce",
        "/api/prices/explain, commerce",
        "/api/quotes/q1, commerce",
        "/api/orders, transaction",
        "/api/stock/s1/l1, transaction",
        "/api/logs/tail, logging",
        "/api/log-indices/rebuild, logging",
        "/v1/logs, logging",
        "/v1/health/service/x, logging",
        "/v1/catalog/services, logging",
        "/api/timeline/orders/o1, logging",
        "/api/alerts/a, logging",
        "/api/instances, logging",
        "/api/operations, logging",
        "/api/tenants/t, logging",
        "/render, logging",
        "/v1/metrics, logging",
        "/metrics/find, logging",
        "/functions, logging",
        "/tags/autoComplete/tags, logging",
        "/version, logging",
    })
    void routesPathToItsService(String path, String service) throws Exception {
        assertThat(gateway.get(path).statusCode()).isEqualTo(200);

        var server =
                switch (service) {
                    case "commerce" -> commerce;
                    case "transaction" -> transaction;
                    default -> logging;
                };
        assertThat(server.received()).extracting(RawRequest::target).containsExactly(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/health",
                "/api/productsx",
                "/api/products/..%2f..%2factuator/health",
                "/v3/api-docs",
                "/api",
                "/api/docs/gateway",
            })
    void routesNothingElse(String path) throws Exception {
        assertThat(gateway.get(path).statusCode()).isIn(400, 404);

        assertThat(commerce.received()).isEmpty();
    }

    @Test
    void passesPathAndQueryOnUndecoded() throws Exception {
        var target = "/api/products/a%20b?q=%E8%8C%B6&attr.size=1%2B1&empty=&flag&x=a+b";

        gateway.get(target);

        assertThat(commerce.received()).extracting(RawRequest::target).containsExactly(target);
    }

    @Test
    void writesNoIdOfACart(CapturedOutput output) throws Exception {
        var id = "01a21640-8f1b-7000-8000-000000000001";

        gateway.get("/api/carts/" + id + "/offer");

        assertThat(commerce.received())
                .extracting(RawRequest::target)
                .containsExactly("/api/carts/" + id + "/offer");
        await().untilAsserted(() -> assertThat(output).contains("/api/carts/#e9cea89cd1a5/offer"));
        assertThat(output).doesNotContain(id);
    }

    @Test
    void passesHeadersOnButThoseOfTheConnection() throws Exception {
        try (var client = new Socket(InetAddress.getLoopbackAddress(), gateway.uri().getPort())) {
            client.getOutputStream()
                    .write(
                            """
                            GET /api/products HTTP/1.1\r
                            Host: shop.example:8443\r
                            Authorization: Basic eDp5\r
                            If-None-Match: "e1"\r
                            X-Own: 1\r
                            X-Own: 2\r
                            X-Hop: secret\r
                            Connection: X-Hop, close\r
                            TE: trailers\r
                            X-Forwarded-For: 6.6.6.6\r
                            X-Forwarded-Host: evil.example\r
                            Forwarded: for=6.6.6.6\r
                            \r
                            """
                                    .getBytes(StandardCharsets.UTF_8));
            assertThat(client.getInputStream().readAllBytes()).isNotEmpty();
        }

        var received = commerce.received().getFirst();
        assertThat(received.header("Authorization")).isEqualTo("Basic eDp5");
        assertThat(received.header("If-None-Match")).isEqualTo("\"e1\"");
        assertThat(received.headers()).contains("X-Own: 1", "X-Own: 2");
        assertThat(received.header("X-Hop")).isNull();
        assertThat(received.header("TE")).isNull();
        assertThat(received.header("Forwarded")).isNull();
        assertThat(received.header("Host")).isEqualTo("shop.example:8443");
        assertThat(received.header("X-Forwarded-For")).isEqualTo("127.0.0.1");
        assertThat(received.header("X-Forwarded-Host")).isEqualTo("shop.example");
        assertThat(received.header("X-Forwarded-Port")).isEqualTo("8443");
        assertThat(received.header("X-Forwarded-Proto")).isEqualTo("http");
    }

    @Test
    void passesAnswerOnAsItIs() throws Exception {
        commerce.answer(
                RawAnswer.of(
                        422,
                        "{\"status\":422}",
                        "Content-Type: application/problem+json",
                        "ETag: \"e1\"",
                        "Set-Cookie: a=1",
                        "Set-Cookie: b=2",
                        "X-Trace-Id: another",
                        "Keep-Alive: timeout=5"));

        var answer = gateway.send(gateway.to("/api/products").header("If-None-Match", "\"e1\""));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).isEqualTo("{\"status\":422}");
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("ETag")).hasValue("\"e1\"");
        assertThat(answer.headers().allValues("Set-Cookie")).containsExactly("a=1", "b=2");
        assertThat(answer.headers().firstValue("X-Trace-Id").orElseThrow()).hasSize(32);
        assertThat(answer.headers().firstValue("Keep-Alive")).isNotEqualTo("timeout=5");
    }

    @Test
    void followsNoRedirect() throws Exception {
        commerce.answer(RawAnswer.of(302, "", "Location: /elsewhere"));

        assertThat(gateway.get("/api/products").headers().firstValue("Location"))
                .hasValue("/elsewhere");
    }

    @Test
    void continuesTheTraceOfTheClient() throws Exception {
        var trace = "0af7651916cd43dd8448eb211c80319c";

        var answer =
                gateway.send(
                        gateway.to("/api/products")
                                .header("traceparent", "00-" + trace + "-b7ad6b7169203331-01"));

        assertThat(answer.headers().firstValue("X-Trace-Id")).hasValue(trace);
        assertThat(commerce.received().getFirst().header("traceparent"))
                .matches("00-" + trace + "-(?!b7ad6b7169203331)[0-9a-f]{16}-01");
    }

    @Test
    void startsATraceWhereTheClientSentNone() throws Exception {
        var answer = gateway.get("/api/products");

        var trace = answer.headers().firstValue("X-Trace-Id").orElseThrow();
        assertThat(commerce.received().getFirst().header("traceparent"))
                .startsWith("00-" + trace + "-");
    }

    @Test
    void passesFormsOnUnread() throws Exception {
        gateway.send(
                gateway.to("/api/quotes?b=2")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("a=1&a=%20")));

        assertThat(commerce.received().getFirst().body()).isEqualTo("a=1&a=%20");
        assertThat(commerce.received().getFirst().target()).isEqualTo("/api/quotes?b=2");
    }

    @Test
    void passesBodiesThroughThatAreTooLargeToHold() throws Exception {
        var bytes = new byte[6 * 1024 * 1024];

        var known =
                gateway.send(gateway.to("/api/imports").POST(BodyPublishers.ofByteArray(bytes)));
        var chunked =
                gateway.send(
                        gateway.to("/api/imports")
                                .POST(
                                        BodyPublishers.ofInputStream(
                                                () -> new ByteArrayInputStream(bytes))));

        assertThat(List.of(known.statusCode(), chunked.statusCode())).containsOnly(200);
        assertThat(commerce.received())
                .extracting(request -> request.body().length())
                .containsExactly(bytes.length, bytes.length);
    }

    @Test
    void answersHeadWithTheLengthAndNoBody() throws Exception {
        var answer =
                gateway.send(gateway.to("/api/products").method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.headers().firstValue("Content-Length")).hasValue("4");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void passesEventsOnWhenTheyHappen() throws Exception {
        var seen = new CountDownLatch(1);
        commerce.answer((request, connection) -> {
            var out = connection.getOutputStream();
            out.write(
                    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                            .getBytes(StandardCharsets.UTF_8));
            out.write("b\r\ndata: one\n\n\r\n".getBytes(StandardCharsets.UTF_8));
            // The second event comes only when the client has the first.
            seen.await();
            out.write("b\r\ndata: two\n\n\r\n0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        });

        var answer = gateway.send(gateway.to("/api/products"), BodyHandlers.ofInputStream());

        try (var events =
                new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(events.readLine()).isEqualTo("data: one");
            seen.countDown();
            assertThat(events.lines().toList()).containsExactly("", "data: two", "");
        }
    }

    @Test
    void asksAgainWhereTheReplicaBreaksOffBeforeMuchOfItsAnswerCame() throws Exception {
        commerce.answer((request, connection) -> {
            commerce.answer(GOOD);
            brokenOffAfter(10).write(request, connection);
        });

        var answer = gateway.get("/api/products");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("good");
        assertThat(commerce.received()).hasSize(2);
    }

    @Test
    void saysThatTheReplicaBrokeOffWhereTheRequestMustNotBeRepeated() throws Exception {
        commerce.answer(brokenOffAfter(10));

        var answer = gateway.send(gateway.to("/api/quotes").POST(BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("/problems/service-broke-off");
        assertThat(answer.headers().firstValue("ETag")).isEmpty();
        assertThat(commerce.received()).hasSize(1);
    }

    @Test
    void endsTheConnectionWhereTheReplicaBreaksOffInTheMiddle() {
        commerce.answer(brokenOffAfter(200_000));

        assertThatThrownBy(() -> gateway.get("/api/products")).isInstanceOf(IOException.class);
        assertThat(commerce.received()).hasSize(1);
    }

    private static RawAnswer brokenOffAfter(int bytes) {
        return (request, connection) -> {
            var out = connection.getOutputStream();
            out.write(
                    "HTTP/1.1 200 OK\r\nETag: \"e1\"\r\nContent-Length: 1000000\r\n\r\n"
                            .getBytes(StandardCharsets.UTF_8));
            out.write(new byte[bytes]);
            connection.close();
        };
    }
}
