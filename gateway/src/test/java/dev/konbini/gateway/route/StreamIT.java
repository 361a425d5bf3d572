package dev.konbini.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.gateway.RawServer;
import dev.konbini.gateway.RawServer.RawAnswer;
import dev.konbini.gateway.RunningGateway;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A tail, which has no end, goes through the gateway.
class StreamIT {

    private static final RawAnswer GOOD = RawAnswer.of(200, "good");

    /// Apart from the gateway's own, which waits for all that it has under way.
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Endless endless = new Endless();
    private RawServer logging;
    private RunningGateway gateway;

    @BeforeEach
    void start() throws IOException {
        logging = RawServer.start(endless);
        gateway =
                RunningGateway.inFrontOf(
                        List.of(),
                        "konbini.gateway.services.commerce.replicas=http://127.0.0.1:1",
                        "konbini.gateway.services.logging.replicas=" + logging.uri(),
                        // An answer that is longer under way than any attempt may take.
                        "konbini.gateway.requests.times.attempt=2s",
                        "konbini.gateway.requests.times.deadline=2s");
    }

    @AfterEach
    void stop() throws IOException {
        client.shutdownNow();
        gateway.close();
        logging.close();
    }

    @Test
    void streamOutlivesTheTimeThatAnAnswerHasToBeginAndCountsAsAnswered() throws Exception {
        var lines = open();
        var begin = System.nanoTime();

        while (System.nanoTime() - begin < TimeUnit.MILLISECONDS.toNanos(2500)) {
            assertThat(lines.readLine()).isEqualTo("data: tick");
            assertThat(lines.readLine()).isEmpty();
        }

        lines.close();
        assertThat(gateway.retries()).isZero();
        logging.answer(GOOD);
        // More failures than the circuit breaker bears would have closed the way to others.
        assertThat(gateway.get("/api/instances").statusCode()).isEqualTo(200);
    }

    @Test
    void clientThatLeavesEndsTheRequestToTheReplica() throws Exception {
        try (var client = new Socket(InetAddress.getLoopbackAddress(), gateway.uri().getPort())) {
            client.getOutputStream()
                    .write(
                            "GET /api/logs/tail HTTP/1.1\r\nHost: x\r\n\r\n"
                                    .getBytes(StandardCharsets.UTF_8));
            assertThat(client.getInputStream().read()).isEqualTo('H');
        }

        assertThat(endless.over.await(10, TimeUnit.SECONDS)).isTrue();
        logging.awaitIdle();
    }

    @Test
    void gatewayThatLeavesEndsTheStreamAfterAWholeEvent() throws Exception {
        var lines = open();
        assertThat(lines.readLine()).isEqualTo("data: tick");
        var closing = Thread.ofVirtual().start(gateway::close);

        var rest = lines.lines().toList();

        assertThat(rest.getLast()).isEmpty();
        assertThat(closing.join(Duration.ofSeconds(10))).isTrue();
    }

    private BufferedReader open() throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                client.send(gateway.to("/api/logs/tail?q=x").build(), BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    /// Sends an event each 50 ms until nobody takes it.
    private static final class Endless implements RawAnswer {

        private final CountDownLatch over = new CountDownLatch(1);
        private final CountDownLatch never = new CountDownLatch(1);

        @Override
        public void write(RawServer.RawRequest request, Socket connection)
                throws IOException, InterruptedException {
            var out = connection.getOutputStream();
            try {
                out.write(
                        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream;charset=UTF-8\r\nTransfer-Encoding: chunked\r\n\r\n"
                                .getBytes(StandardCharsets.UTF_8));
                do {
                    out.write("c\r\ndata: tick\n\n\r\n".getBytes(StandardCharsets.UTF_8));
                } while (!never.await(50, TimeUnit.MILLISECONDS));
            } finally {
                over.countDown();
            }
        }
    }
}
