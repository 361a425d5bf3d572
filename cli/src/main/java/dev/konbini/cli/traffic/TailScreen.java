package dev.konbini.cli.traffic;

import dev.konbini.cli.task.Tasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// An operator's screen that shows each confirmed order as the live tail tells it. Where its stream
/// ends it goes on behind the last line that it saw, as a browser does (WHATWG HTML, section 9.2,
/// `Last-Event-ID`).
final class TailScreen implements AutoCloseable {

    private static final String PATH = "/api/logs/tail?q=confirmed&service=transaction-service";
    private static final Pattern CONFIRMED = Pattern.compile("Order ([0-9a-f-]{36}): confirmed");

    /// Answers of a version that has no tail, as 0.1.0 is; of one that had begun they are failures.
    private static final Set<Integer> NOT_OFFERED = Set.of(403, 404, 405);

    private static final Duration BEGINNING_MAX = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newBuilder().build();
    private final URI tail;
    private final String token;
    private final Observed observed;
    private final Set<String> lines = ConcurrentHashMap.newKeySet();
    private final Set<String> orders = ConcurrentHashMap.newKeySet();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final Thread thread;
    private @Nullable String last;
    private volatile boolean closed;

    private TailScreen(URI gateway, String token, Observed observed) {
        this.tail = gateway.resolve(PATH);
        this.token = token;
        this.observed = observed;
        this.thread = Thread.ofVirtual().name("tail-screen").unstarted(this::follow);
    }

    /// Begins to show what is confirmed from now on; returns when the stream has begun, or cannot
    /// be had for the moment.
    ///
    /// @param token an operator's
    /// @param observed told of each order that is shown, and of each time when the stream could not
    ///   be had
    static TailScreen open(URI gateway, String token, Observed observed) {
        var screen = new TailScreen(gateway, token, observed);
        screen.thread.start();
        try {
            var _ = screen.begun.await(BEGINNING_MAX.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw Tasks.interrupted(e);
        }
        return screen;
    }

    private void follow() {
        while (!closed) {
            var at = Instant.now();
            try {
                var answer = http.send(request(), BodyHandlers.ofLines());
                if (answer.statusCode() == 200) {
                    read(answer.body());
                } else {
                    refused(at, answer);
                }
            } catch (IOException broken) {
                // It broke off, or was not to be had: the next one tells what was missed.
            } catch (InterruptedException e) {
                return;
            }
            if (!closed) {
                Tasks.pause(PAUSE);
            }
        }
    }

    private HttpRequest request() {
        var request =
                HttpRequest.newBuilder(tail)
                        .header("Accept", "text/event-stream")
                        .header("Authorization", "Bearer " + token);
        if (last != null) {
            request.header("Last-Event-ID", last);
        }
        return request.build();
    }

    private void refused(Instant at, HttpResponse<Stream<String>> answer) {
        answer.body().close();
        if (begun.getCount() > 0 && NOT_OFFERED.contains(answer.statusCode())) {
            observed.showNothing();
            closed = true;
            begun.countDown();
            return;
        }
        observed.note(
                new Exchange(
                        "tail",
                        true,
                        at,
                        Duration.between(at, Instant.now()),
                        answer.statusCode() + " instead of 200"));
    }

    private void read(Stream<String> stream) throws IOException {
        try (stream) {
            var event = new Event();
            stream.forEach(line -> {
                begun.countDown();
                if (line.isEmpty()) {
                    show(event);
                    event.clear();
                } else {
                    event.take(line);
                }
            });
        } catch (UncheckedIOException e) {
            throw new IOException(e);
        }
    }

    private void show(Event event) {
        if (event.id != null) {
            last = event.id;
        }
        if (event.data.isEmpty()) {
            return;
        }
        var line = JSON.readTree(event.data.toString());
        if (event.type.equals("skipped")) {
            observed.passOver(line.path("lines").asLong());
        }
        var order = CONFIRMED.matcher(line.path("message").asString(""));
        if (order.matches()) {
            boolean again = !lines.add(line.path("id").asString(""));
            if (orders.add(order.group(1)) || again) {
                observed.show(order.group(1));
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        http.shutdownNow();
        thread.interrupt();
    }

    /// The fields of an event that is being read.
    private static final class Event {

        private final StringBuilder data = new StringBuilder();
        private String type = "";
        private @Nullable String id;

        /// Makes room for the next event, whose id is the last one's unless it has its own.
        void clear() {
            type = "";
            data.setLength(0);
        }

        void take(String line) {
            if (line.startsWith("id:")) {
                id = line.substring("id:".length()).strip();
            } else if (line.startsWith("event:")) {
                type = line.substring("event:".length()).strip();
            } else if (line.startsWith("data:")) {
                data.append(line, "data:".length(), line.length());
            }
        }
    }
}
