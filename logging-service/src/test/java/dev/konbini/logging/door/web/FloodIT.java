package dev.konbini.logging.door.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.logging.LoggingIT;
import dev.konbini.web.access.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/// Two tenants at once, of whom one sends all that it can.
class FloodIT extends LoggingIT {

    private static final int FLOODERS = 8;
    private static final int LINES_PER_SECOND = 200;
    private static final int BATCH = 100;

    @LocalServerPort private int port;

    private final String flooding = newTenant();
    private final String quiet = newTenant();
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void oneThatFloodsIsHeldToItsQuotaAndTheOtherNoticesNothing() throws Exception {
        put(
                flooding,
                "{\"quota\":{\"linesPerSecond\":%d,\"burstSeconds\":1}}"
                        .formatted(LINES_PER_SECOND));
        var stop = new AtomicBoolean();
        var began = System.nanoTime();
        var times = new ArrayList<Duration>();
        var floods = new ArrayList<Future<@Nullable Void>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < FLOODERS; i++) {
                floods.add(threads.submit(() -> flood(stop)));
            }
            while (refused.get() < 100 || times.size() < 30) {
                var sent = System.nanoTime();
                assertThat(post(quiet, BATCH)).isEqualTo(202);
                times.add(Duration.ofNanos(System.nanoTime() - sent));
            }
            stop.set(true);
            for (var flood : floods) {
                assertThat(flood.get()).isNull();
            }
        }
        var seconds = (System.nanoTime() - began) / 1e9;

        // The burst, the rate, and one batch on credit; and each that was let in at the same time.
        assertThat((double) accepted.get())
                .isBetween(
                        1.0 * LINES_PER_SECOND,
                        LINES_PER_SECOND * (1 + seconds) + BATCH * (FLOODERS + 1));
        assertThat(times.stream().sorted().toList().get(times.size() / 2))
                .isLessThan(Duration.ofSeconds(4));
    }

    private @Nullable Void flood(AtomicBoolean stop) throws Exception {
        while (!stop.get()) {
            switch (post(flooding, BATCH)) {
                case 202 -> accepted.addAndGet(BATCH);
                case 429 -> refused.incrementAndGet();
                default -> throw new IllegalStateException("Neither taken nor over quota");
            }
        }
        return null;
    }

    private int post(String tenant, int lines) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/logs"))
                        .header("Authorization", "Bearer " + SUITE.token(tenant, Role.LOG_SENDER))
                        .header("Content-Type", "application/x-ndjson")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        "{\"message\":\"line\"}\n".repeat(lines)))
                        .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private void put(String tenant, String setting) {
        assertThat(
                        http.put()
                                .uri("/api/tenants/" + tenant)
                                .header(
                                        "Authorization",
                                        "Bearer " + SUITE.token(null, Role.OPERATOR))
                                .header("Content-Type", "application/json")
                                .content(setting))
                .hasStatus(201);
    }
}
