package dev.konbini.gateway.replica;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.gateway.RawServer;
import dev.konbini.gateway.RawServer.RawAnswer;
import dev.konbini.gateway.RunningGateway;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Clients who would keep others from being served, by their number or by what they do not do.
class CrowdIT {

    private static final RawAnswer GOOD = RawAnswer.of(200, "good");
    private static final int LARGE = 2_000_000;

    private RawServer commerce;
    private RawServer logging;
    private RunningGateway gateway;

    @BeforeEach
    void start() throws IOException {
        commerce = RawServer.start(GOOD);
        logging = RawServer.start(GOOD);
        gateway =
                RunningGateway.inFrontOf(
                        List.of(commerce),
                        "konbini.gateway.services.logging.replicas="
                                + RunningGateway.uris(List.of(logging)),
                        "konbini.gateway.breaker.calls=5",
                        "konbini.load.requests=4");
    }

    @AfterEach
    void stop() throws IOException {
        gateway.close();
        commerce.close();
        logging.close();
    }

    @Test
    void whoBreaksOffTheirBodiesCloseNobodysWay() throws Exception {
        for (var i = 0; i < 20; i++) {
            breakOff("Content-Length: " + LARGE + "\r\n\r\nbegun");
        }

        assertThat(gateway.get("/api/products").statusCode()).isEqualTo(200);
    }

    @Test
    void whoseLargeBodiesAServiceGivesUpCloseNobodysWay() throws Exception {
        commerce.answer(RawAnswer.reset());
        var large = HttpRequest.BodyPublishers.ofByteArray(new byte[LARGE]);
        for (var i = 0; i < 20; i++) {
            var answer = gateway.send(gateway.to("/api/quotes").POST(large));
            assertThat(answer.statusCode()).isEqualTo(502);
        }
        commerce.answer(GOOD);

        assertThat(gateway.get("/api/products").statusCode()).isEqualTo(200);
    }

    @Test
    void chunksThatEndBeforeTheirEndAreNotWholeToTheService() throws Exception {
        var chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";

        breakOff("Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(20));

        commerce.awaitNoConnection();
        assertThat(commerce.received()).isEmpty();
    }

    @Test
    void whoWaitForOneServiceKeepNobodyFromAnother() throws Exception {
        var go = new CountDownLatch(1);
        logging.answer((request, connection) -> {
            go.await();
            GOOD.write(request, connection);
        });
        var waiting = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (var i = 0; i < 2; i++) {
            waiting.add(gateway.sendAsync(gateway.to("/api/logs")));
        }
        logging.awaitReceived(2);

        var more = gateway.get("/api/logs");
        var other = gateway.get("/api/products");
        go.countDown();

        assertThat(more.statusCode()).isEqualTo(503);
        assertThat(more.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(more.body()).contains("/problems/service-busy");
        assertThat(other.statusCode()).isEqualTo(200);
        for (var one : waiting) {
            assertThat(one.get().statusCode()).isEqualTo(200);
        }
        assertThat(gateway.get("/api/logs").statusCode()).isEqualTo(200);
    }

    @Test
    void whoSendLargeBodiesSlowlyKeepNobodyFromTheService() throws Exception {
        try (var slow = begin("Content-Length: " + LARGE + "\r\n\r\nbegun");
                var another = begin("Content-Length: " + LARGE + "\r\n\r\nbegun")) {
            var refused = CompletableFuture.anyOf(statusLine(slow), statusLine(another)).get();

            assertThat(refused).asString().startsWith("HTTP/1.1 503");
            assertThat(gateway.get("/api/products").statusCode()).isEqualTo(200);
        }
    }

    /// Sends the beginning of a request to change something, and leaves once it was answered.
    private void breakOff(String rest) throws IOException {
        try (var client = begin(rest)) {
            client.shutdownOutput();
            var _ = client.getInputStream().readAllBytes();
        }
    }

    private Socket begin(String rest) throws IOException {
        var client = new Socket(InetAddress.getLoopbackAddress(), gateway.uri().getPort());
        client.getOutputStream()
                .write(("POST /api/quotes HTTP/1.1\r\nHost: shop\r\n" + rest).getBytes(US_ASCII));
        return client;
    }

    private static CompletableFuture<String> statusLine(Socket client) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return new BufferedReader(
                                        new InputStreamReader(client.getInputStream(), US_ASCII))
                                .readLine();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                Thread::startVirtualThread);
    }
}
