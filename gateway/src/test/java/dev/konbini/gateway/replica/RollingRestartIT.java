package dev.konbini.gateway.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.gateway.FreePorts;
import dev.konbini.gateway.RawServer;
import dev.konbini.gateway.RawServer.RawAnswer;
import dev.konbini.gateway.RunningGateway;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Two replicas, restarted in turn under load that never pauses.
class RollingRestartIT {

    private static final int RESTARTS = 12;
    private static final int CLIENTS = 12;
    private static final RawAnswer WORK =
            (request, connection) -> {
                Thread.sleep(3);
                RawAnswer.of(200, "done").write(request, connection);
            };

    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicIntegerArray sentBy = new AtomicIntegerArray(CLIENTS);
    private final Queue<String> failed = new ConcurrentLinkedQueue<>();

    @Test
    void losesNothingThatMayBeRepeatedWhereReplicasAreKilled() throws Exception {
        try (var one = RawServer.start(WORK);
                var other = RawServer.start(WORK);
                var gateway = RunningGateway.inFrontOf(List.of(one, other))) {
            var load =
                    List.<Journey>of(
                            () -> kept(gateway, "GET"),
                            () -> kept(gateway, "PUT"),
                            () -> fresh(gateway, "GET"),
                            () -> fresh(gateway, "PUT"));

            underLoad(
                    load,
                    () -> {
                        for (var i = 0; i < RESTARTS; i++) {
                            var replica = i % 2 == 0 ? one : other;
                            replica.kill();
                            awaitRequests(20);
                            replica.restart();
                            gateway.awaitReady(2);
                        }
                    });

            assertThat(failed).isEmpty();
            assertThat(sent.get()).isGreaterThan(20 * RESTARTS);
            assertThat(gateway.retries()).isPositive();
            report("killed", gateway);
        }
    }

    @Test
    void losesNothingAtAllWhereReplicasDrainFirst() throws Exception {
        var first = FreePorts.row(4);
        try (var one = RawServer.start(first, WORK);
                var oneManaged = RawServer.start(first + 1, RawAnswer.of(200, "{}"));
                var other = RawServer.start(first + 2, WORK);
                var otherManaged = RawServer.start(first + 3, RawAnswer.of(200, "{}"));
                var gateway = RunningGateway.inFrontOf(List.of(one, other))) {
            var load =
                    List.<Journey>of(
                            () -> kept(gateway, "GET"),
                            () -> kept(gateway, "POST"),
                            () -> fresh(gateway, "GET"),
                            () -> fresh(gateway, "POST"));

            underLoad(
                    load,
                    () -> {
                        for (var i = 0; i < RESTARTS; i++) {
                            var replica = i % 2 == 0 ? one : other;
                            var managed = i % 2 == 0 ? oneManaged : otherManaged;
                            managed.answer(RawAnswer.of(503, "{}"));
                            gateway.awaitReady(1);
                            awaitRequests(40);
                            awaitAnswers();
                            replica.forget();
                            awaitRequests(20);
                            assertThat(replica.received()).as("unready, so left alone").isEmpty();
                            replica.kill();
                            managed.kill();
                            awaitRequests(20);
                            replica.restart();
                            managed.restart();
                            managed.answer(RawAnswer.of(200, "{}"));
                            gateway.awaitReady(2);
                        }
                    });

            assertThat(failed).isEmpty();
            assertThat(sent.get()).isGreaterThan(20 * RESTARTS);
            report("drained", gateway);
        }
    }

    private void underLoad(List<Journey> load, Disturbance disturbance) throws Exception {
        var over = new CountDownLatch(1);
        var clients = new ArrayList<Thread>();
        for (var i = 0; i < CLIENTS; i++) {
            var client = i;
            var journey = load.get(i % load.size());
            clients.add(
                    Thread.ofVirtual()
                            .start(() -> {
                                while (over.getCount() > 0) {
                                    sentBy.incrementAndGet(client);
                                    run(journey);
                                }
                            }));
        }
        try {
            disturbance.run();
        } finally {
            over.countDown();
            for (var client : clients) {
                client.join();
            }
        }
    }

    private void run(Journey journey) {
        sent.incrementAndGet();
        try {
            var status = journey.run();
            if (status != 200) {
                failed.add("status " + status);
            }
        } catch (IOException | InterruptedException e) {
            failed.add(e.toString());
        }
    }

    private static int kept(RunningGateway gateway, String method)
            throws IOException, InterruptedException {
        var request =
                gateway.to("/api/products")
                        .method(
                                method,
                                method.equals("GET")
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString("{}"));
        return gateway.send(request).statusCode();
    }

    private static int fresh(RunningGateway gateway, String method) throws IOException {
        var connection =
                (HttpURLConnection) gateway.uri().resolve("/api/products").toURL().openConnection();
        connection.setRequestProperty("Connection", "close");
        connection.setRequestMethod(method);
        if (!method.equals("GET")) {
            connection.setDoOutput(true);
            connection.getOutputStream().write("{}".getBytes(StandardCharsets.UTF_8));
        }
        return connection.getResponseCode();
    }

    /// Returns when `count` more requests have been sent, so that each state is met by some.
    private void awaitRequests(int count) {
        var enough = sent.get() + count;
        while (sent.get() < enough) {
            LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
        }
    }

    /// Returns when each client has begun another request, so that those before it are answered.
    private void awaitAnswers() {
        var before = IntStream.range(0, CLIENTS).map(sentBy::get).toArray();
        for (var client = 0; client < CLIENTS; client++) {
            while (sentBy.get(client) == before[client]) {
                LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
            }
        }
    }

    private void report(String how, RunningGateway gateway) {
        System.out.printf(
                "%d restarts, %s: %d requests, %d failed, %d sent again%n",
                RESTARTS, how, sent.get(), failed.size(), gateway.retries());
    }

    @FunctionalInterface
    private interface Journey {
        int run() throws IOException, InterruptedException;
    }

    @FunctionalInterface
    private interface Disturbance {
        void run() throws IOException, InterruptedException;
    }
}
