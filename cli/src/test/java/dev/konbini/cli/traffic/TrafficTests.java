package dev.konbini.cli.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against a server that answers as the gateway's contract says, and breaks it where a test wants.
class TrafficTests {

    private static final int ORDERS = 6;

    private final CountDownLatch orders = new CountDownLatch(ORDERS);
    private HttpServer server;
    private volatile int orderStatus = 201;
    private volatile String orderBody = "{}";

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void everyAcknowledgedOrderIsRememberedOverBothKindsOfConnection() throws Exception {
        var observed = run();

        assertThat(observed.failures()).isEmpty();
        assertThat(observed.acknowledged()).hasSizeGreaterThanOrEqualTo(ORDERS);
        assertThat(observed.unanswered()).isEmpty();
        assertThat(observed.shown()).isEmpty();
        assertThat(observed.all()).extracting(Exchange::keptAlive).contains(true, false);
        assertThat(observed.all())
                .extracting(Exchange::step)
                .contains("search", "product", "cart", "line", "offer", "order", "track", "logs");
        assertThat(observed.between(Instant.EPOCH, Instant.MAX)).hasSameSizeAs(observed.all());
    }

    @Test
    void refusedOrderIsAFailureThatEndsItsJourneyAndIsNotSentAgain() throws Exception {
        orderStatus = 503;

        var observed = run();

        assertThat(observed.acknowledged()).isEmpty();
        var refused =
                observed.failures().stream().filter(each -> each.step().equals("order")).toList();
        assertThat(observed.unanswered()).hasSameSizeAs(refused);
        assertThat(refused)
                .isNotEmpty()
                .allSatisfy(
                        failure -> assertThat(failure.failure()).startsWith("503 instead of 201"));
        assertThat(observed.all()).extracting(Exchange::step).doesNotContain("track");
    }

    @Test
    void orderWhoseAnswerCannotBeReadIsAFailureAndUnanswered() throws Exception {
        orderBody = "<html>";

        var observed = run();

        var unread =
                observed.failures().stream().filter(each -> each.step().equals("order")).toList();
        assertThat(unread).isNotEmpty();
        assertThat(observed.acknowledged()).isEmpty();
        assertThat(observed.unanswered()).hasSameSizeAs(unread);
    }

    private Observed run() throws InterruptedException {
        var gateway = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (var traffic =
                Traffic.start(
                        gateway,
                        List.of("SKU", "OTHER"),
                        "token",
                        80,
                        Duration.ofMillis(200),
                        true)) {
            orders.await();
            return traffic.observed();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        var path = exchange.getRequestURI().getPath();
        int status = 200;
        var body = "{}";
        if (path.equals("/api/logs/tail")) {
            status = 404;
        } else if (path.equals("/api/carts")) {
            status = 201;
            body = "{\"id\":\"c1\"}";
        } else if (path.endsWith("/offer")) {
            body = "{\"offerId\":\"%s\",\"offer\":\"jws\"}".formatted(UUID.randomUUID());
        } else if (exchange.getRequestMethod().equals("POST")) {
            status = orderStatus;
            body = orderBody;
        }
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
        if (path.equals("/api/orders")) {
            orders.countDown();
        }
    }
}
