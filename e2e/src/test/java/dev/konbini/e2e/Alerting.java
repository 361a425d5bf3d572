package dev.konbini.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Two alerts that are judged and told while something else goes on.
///
/// Two tills log in turns, a window each, so that both alerts have something to do at the end of
/// every window, and what it is, is known beforehand. Lines are sent before the alerts are set, and
/// from then on so long before their window ends that they are in Kafka by then, also where the
/// suite is slow: a window waits for all that is.
final class Alerting implements AutoCloseable {

    private static final String TENANT = "tills";
    private static final List<String> TILLS = List.of("till-1", "till-2");
    private static final Duration WINDOW = Duration.ofSeconds(3);
    private static final int LINES = 3;

    /// Longer than a request may take.
    private static final Duration AHEAD = Gateway.PATIENCE.plus(WINDOW);

    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Gateway gateway;
    private final HttpServer webhook;
    private final List<Occurrence> told = new CopyOnWriteArrayList<>();
    private final Alert busy;
    private final Alert silent;
    private final CompletableFuture<Void> sending;

    /// Where the last window ends whose lines were sent.
    private Instant sent = endAfter(Instant.now()).minus(WINDOW);

    private volatile boolean going = true;

    Alerting(Gateway gateway) throws IOException {
        this.gateway = gateway;
        webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        webhook.createContext("/", this::take);
        webhook.start();
        sendAhead();
        busy =
                set(
                        "tills-busy",
                        Map.of("type", "threshold", "comparison", "at-least", "count", LINES),
                        Map.of("groupBy", "service.name"));
        silent =
                set(
                        "till-silent",
                        Map.of("type", "absence"),
                        Map.of("services", List.of(TILLS.getFirst())));
        sending = CompletableFuture.runAsync(this::send, Thread::startVirtualThread);
    }

    private Alert set(String name, Map<String, ?> condition, Map<String, ?> lines) {
        var rule = new HashMap<String, Object>(lines);
        rule.put("condition", condition);
        rule.put("tenant", TENANT);
        rule.put("window", WINDOW.toSeconds() + "s");
        rule.put("every", WINDOW.toSeconds() + "s");
        rule.put("delay", "0s");
        rule.put(
                "webhook",
                Map.of("url", "http://127.0.0.1:%d/".formatted(webhook.getAddress().getPort())));
        var set = gateway.put("/api/alerts/" + name, rule).good();
        return new Alert(name, time(set, "createdAt"));
    }

    private void send() {
        while (going) {
            sendAhead();
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    private void sendAhead() {
        var lines = new ArrayList<Map<String, ?>>();
        for (var due = Instant.now().plus(AHEAD); sent.isBefore(due); ) {
            sent = sent.plus(WINDOW);
            lines.addAll(lines(sent));
        }
        if (!lines.isEmpty()) {
            gateway.post("/api/logs?tenant=" + TENANT, lines).good();
        }
    }

    /// The lines of the window that ends at `end`: one at its very beginning, none at its end.
    private static List<Map<String, ?>> lines(Instant end) {
        return IntStream.rangeClosed(1, LINES)
                .<Map<String, ?>>mapToObj(number ->
                        Map.of(
                                "@timestamp", end.minusSeconds(number).toString(),
                                "service", Map.of("name", inTurn(end)),
                                "message", "Sold " + number))
                .toList();
    }

    private static String inTurn(Instant end) {
        return TILLS.get((int) (end.getEpochSecond() / WINDOW.toSeconds() % TILLS.size()));
    }

    private static Instant endAfter(Instant time) {
        var seconds = WINDOW.toSeconds();
        return Instant.ofEpochSecond((time.getEpochSecond() / seconds + 1) * seconds);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = JsonMapper.shared().readTree(exchange.getRequestBody());
            told.add(
                    Occurrence.of(
                            String.valueOf(
                                    exchange.getRequestHeaders().getFirst("Idempotency-Key")),
                            body.path("type").asString(),
                            body));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    /// Sends no more, and waits until all is told of the windows until now. Then checks that the
    /// webhook has heard of each thing that had to happen and of nothing else, each under one key
    /// however often, in order; that the history has the same, each once; and that the alert would
    /// do the same undisturbed.
    void awaitToldOnce(Duration patience) {
        going = false;
        sending.join();
        var until = endAfter(Instant.now()).minus(WINDOW);
        checkToldOnce(
                busy,
                until,
                TILLS.stream()
                        .flatMap(till -> due(busy, till, till, lines -> lines >= LINES, until))
                        .sorted(
                                Comparator.comparing(Occurrence::to)
                                        .thenComparing(Occurrence::group))
                        .toList(),
                patience);
        checkToldOnce(
                silent,
                until,
                due(silent, "", TILLS.getFirst(), lines -> lines == 0, until).toList(),
                patience);
    }

    /// What `alert` has to do about `group`, whose lines are those of `till`; under which ids is
    /// not known.
    private static Stream<Occurrence> due(
            Alert alert, String group, String till, IntPredicate wrong, Instant until) {
        var due = new ArrayList<Occurrence>();
        var fires = false;
        for (var end = endAfter(alert.createdAt()); !end.isAfter(until); end = end.plus(WINDOW)) {
            var lines = inTurn(end).equals(till) ? LINES : 0;
            if (wrong.test(lines) != fires) {
                fires = !fires;
                due.add(
                        new Occurrence(
                                "", alert.name(), fires ? "fired" : "resolved", group, end, lines));
            }
        }
        return due.stream();
    }

    private void checkToldOnce(
            Alert alert, Instant until, List<Occurrence> due, Duration patience) {
        awaitTold(alert, until, patience);

        var told = toldOnceEach(alert, until);
        assertThat(told)
                .as("what the webhook was told of %s", alert.name())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("id")
                .containsExactlyElementsOf(due);
        var history =
                gateway.get(alert.path() + "/history?size=1000")
                        .good()
                        .path("items")
                        .valueStream()
                        .filter(item -> !time(item, "to").isAfter(until))
                        .toList();
        assertThat(history)
                .as("how %s was told", alert.name())
                .extracting(item -> item.path("delivery").asString())
                .containsOnly("delivered");
        assertThat(history)
                .as("history of %s", alert.name())
                .extracting(Occurrence::found)
                .containsExactlyInAnyOrderElementsOf(told);
        assertThat(
                        gateway.post(
                                        alert.path() + "/backtest",
                                        Map.of(
                                                "from",
                                                alert.createdAt().toString(),
                                                "to",
                                                until.toString()))
                                .good()
                                .path("items")
                                .valueStream()
                                .map(Occurrence::found))
                .as("back-test of %s", alert.name())
                .containsExactlyElementsOf(told);
    }

    /// What is told again in the same words under the same key is told once in effect.
    private List<Occurrence> toldOnceEach(Alert alert, Instant until) {
        return told.stream()
                .filter(each -> each.alert().equals(alert.name()) && !each.to().isAfter(until))
                .distinct()
                .toList();
    }

    private void awaitTold(Alert alert, Instant until, Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        var status = status(alert);
        while (time(status, "judgedUntil").isBefore(until) || status.path("pending").asInt() > 0) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "Not all is told of %s until %s after %s: %s"
                                .formatted(alert.name(), until, patience, status));
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            status = status(alert);
        }
    }

    private JsonNode status(Alert alert) {
        return gateway.get(alert.path()).good().path("status");
    }

    private static Instant time(JsonNode of, String member) {
        return Instant.parse(of.path(member).asString());
    }

    /// What stays set would go on telling, and another may then listen at this port.
    @Override
    public void close() {
        going = false;
        Stream.of(busy, silent).forEach(alert -> gateway.delete(alert.path()));
        webhook.stop(0);
    }

    /// An alert that is set.
    private record Alert(String name, Instant createdAt) {

        String path() {
            return "/api/alerts/" + name;
        }
    }

    /// Something that an alert did.
    ///
    /// @param to where the window ends in which it did
    /// @param lines how many the group had in that
    private record Occurrence(
            String id, String alert, String kind, String group, Instant to, int lines) {

        /// As a history or a back-test has it.
        static Occurrence found(JsonNode item) {
            return of(item.path("id").asString(), item.path("kind").asString(), item);
        }

        static Occurrence of(String id, String kind, JsonNode document) {
            return new Occurrence(
                    id,
                    document.path("alert").asString(),
                    kind,
                    document.path("group").asString(),
                    time(document, "to"),
                    document.path("lines").asInt());
        }
    }
}
