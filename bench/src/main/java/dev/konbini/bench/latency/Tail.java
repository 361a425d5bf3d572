package dev.konbini.bench.latency;

import dev.konbini.bench.stand.Json;
import dev.konbini.bench.stand.LoggingReplica;
import dev.konbini.cli.task.Tasks;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.stream.Stream;

/// One open `GET /api/logs/tail`, which shows lines from Kafka.
final class Tail implements AutoCloseable {

    private static final String DATA = "data:";
    private static final Duration POLL = Duration.ofMillis(10);

    private final Sightings sightings;
    private final Stream<String> events;

    /// Opens it; returns when it shows what comes from now on.
    ///
    /// @param token an operator's
    Tail(LoggingReplica service, String tenant, String token, Sightings sightings) {
        this.sightings = sightings;
        this.events = service.stream("/api/logs/tail?tenant=" + tenant, token);
        Thread.ofVirtual().name("tail").start(this::read);
    }

    Sightings sightings() {
        return sightings;
    }

    /// Waits until all lines were shown, or `limit` has passed since the last was sent.
    void await(Duration limit) {
        while (!sightings.areOver(limit)) {
            Tasks.pause(POLL);
        }
    }

    private void read() {
        try {
            events.filter(line -> line.startsWith(DATA)).forEach(this::note);
        } catch (UncheckedIOException closed) {
            // What was not shown by now is missing from the sightings.
        }
    }

    private void note(String line) {
        long now = System.nanoTime();
        sightings.note(Json.read(line.substring(DATA.length())).path("id").asString(""), now);
    }

    @Override
    public void close() {
        events.close();
    }
}
