package dev.konbini.cli.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Against a server that writes what a tail writes, and ends its streams where a test wants.
class TailScreenTests {

    private static final String ONE = "019ab0c2-8f00-7a10-9c3e-2f7a51d0c001";
    private static final String OTHER = "019ab0c2-8f00-7a10-9c3e-2f7a51d0c002";

    private final Observed observed = new Observed();
    private final ConcurrentLinkedQueue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Optional<String>> resumed = new ConcurrentLinkedQueue<>();
    private final CountDownLatch allSent = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;

    private record Reply(int status, String text) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/logs/tail", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    @Test
    void goesOnBehindTheLastLineWhereAStreamEnds() {
        replies.add(new Reply(200, confirmed("p1", "line-1", ONE) + "event: reconnect\ndata:\n\n"));
        replies.add(new Reply(200, ": beat\n\n" + confirmed("p2", "line-2", OTHER)));

        show();

        assertThat(observed.shown()).hasValue(List.of(ONE, OTHER));
        assertThat(resumed.stream().limit(2)).containsExactly(Optional.empty(), Optional.of("p1"));
        assertThat(observed.failures()).isEmpty();
    }

    @Test
    void tellsTheSameLineAgainFromAnotherLineAboutTheOrder() {
        replies.add(
                new Reply(
                        200,
                        confirmed("p1", "line-1", ONE)
                                + confirmed("p2", "line-1", ONE)
                                + confirmed("p3", "line-2", OTHER)
                                + confirmed("p4", "line-3", OTHER)));

        show();

        assertThat(observed.shown()).hasValue(List.of(ONE, ONE, OTHER));
    }

    @Test
    void countsWhatTheTailSaysThatItPassedOver() {
        replies.add(
                new Reply(
                        200,
                        "event: skipped\nid: p1\ndata: {\"lines\":7,\"reason\":\"expired\"}\n\n"
                                + confirmed("p2", "line-1", ONE)));
        replies.add(
                new Reply(
                        200,
                        "event: skipped\nid: p3\ndata: {\"lines\":2,\"reason\":\"overload\"}\n\n"));

        show();

        assertThat(observed.passedOver()).isEqualTo(9);
        assertThat(observed.shown()).hasValue(List.of(ONE));
    }

    @Test
    void countsAStreamThatCannotBeHadAsAFailure() {
        replies.add(new Reply(503, ""));
        replies.add(new Reply(200, confirmed("p1", "line-1", ONE)));

        show();

        assertThat(observed.failures())
                .singleElement()
                .satisfies(
                        failure -> assertThat(failure.failure()).isEqualTo("503 instead of 200"));
        assertThat(observed.shown()).hasValue(List.of(ONE));
    }

    @Test
    void provesNothingWhereThereIsNoTail() {
        replies.add(new Reply(403, ""));

        showUntil(() -> observed.shown().isEmpty());

        assertThat(observed.shown()).isEmpty();
        assertThat(observed.failures()).isEmpty();
    }

    @Test
    void countsATailThatIsRefusedAfterItHasBegunAsAFailure() {
        replies.add(new Reply(200, confirmed("p1", "line-1", ONE)));
        replies.add(new Reply(404, ""));

        show();

        assertThat(observed.failures())
                .singleElement()
                .satisfies(
                        failure -> assertThat(failure.failure()).isEqualTo("404 instead of 200"));
        assertThat(observed.shown()).hasValue(List.of(ONE));
    }

    /// Lets a screen read all replies.
    private void show() {
        showUntil(() -> allSent.getCount() == 0);
    }

    private void showUntil(BooleanSupplier done) {
        var gateway = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        try (var _ = TailScreen.open(gateway, "token", observed)) {
            while (!done.getAsBoolean()) {
                Thread.onSpinWait();
            }
        }
    }

    private static String confirmed(String place, String line, String order) {
        return "id: %s\ndata: {\"id\":\"%s\",\"message\":\"Order %s: confirmed\"}\n\n"
                .formatted(place, line, order);
    }

    private void answer(HttpExchange exchange) throws IOException {
        resumed.add(Optional.ofNullable(header(exchange)));
        var reply = replies.poll();
        exchange.sendResponseHeaders(reply == null ? 200 : reply.status(), 0);
        try (var out = exchange.getResponseBody()) {
            if (reply == null) {
                // All has been read when the screen asks for more.
                allSent.countDown();
                out.write(": nothing new\n\n".getBytes(StandardCharsets.UTF_8));
                out.flush();
                end.await();
            } else {
                out.write(reply.text().getBytes(StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static @Nullable String header(HttpExchange exchange) {
        return exchange.getRequestHeaders().getFirst("Last-Event-ID");
    }
}
