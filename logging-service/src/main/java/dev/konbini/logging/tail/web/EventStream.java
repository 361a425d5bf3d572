package dev.konbini.logging.tail.web;

import dev.konbini.logging.tail.Delivery;
import dev.konbini.logging.tail.Position;
import dev.konbini.logging.tail.TailProperties;
import dev.konbini.logging.tail.Tailer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Writes what a tailer gets as server-sent events (WHATWG HTML, section 9.2).
final class EventStream {

    private static final int BUFFER_BYTES = 16 * 1024;

    private final OutputStream client;
    private final TailProperties properties;

    EventStream(OutputStream client, TailProperties properties) {
        this.client = new BufferedOutputStream(client, BUFFER_BYTES);
        this.properties = properties;
    }

    /// Sends until the replica says goodbye or the session ends.
    ///
    /// @throws IOException if the client has gone
    void send(Tailer tailer) throws IOException, InterruptedException {
        var end = System.nanoTime() + properties.session().toNanos();
        write("retry: %d\n: lines come as they are\n\n".formatted(retryMillis()));
        client.flush();
        var more = true;
        while (more) {
            more = send(tailer.next(patience(end)), end - System.nanoTime() <= 0);
        }
    }

    /// Sends what is delivered, and behind it a reconnect where the stream ends.
    ///
    /// @param last whether the session is over, however far behind the client is
    /// @return whether more follows
    boolean send(Delivery delivery, boolean last) throws IOException {
        write(delivery);
        var leaves = delivery instanceof Delivery.Goodbye;
        if (leaves || last) {
            event(
                    "reconnect",
                    at(delivery),
                    "{\"reason\":\"%s\"}".formatted(leaves ? "replica-leaves" : "session-ended"));
        }
        client.flush();
        return !leaves && !last;
    }

    private void write(Delivery delivery) throws IOException {
        switch (delivery) {
            case Delivery.Lines(var matches) -> {
                for (var match : matches) {
                    write("id: " + match.at().text() + "\ndata: ");
                    match.line().writeTo(client);
                    write("\n\n");
                }
            }
            case Delivery.Skipped(var lines, var reason, var at) ->
                    event(
                            "skipped",
                            at,
                            "{\"lines\":%d,\"reason\":\"%s\"}".formatted(lines, reason.label()));
            // Without data it is no event for the client, which notes the id all the same.
            case Delivery.Idle(var at) -> write(id(at) + ": still here\n\n");
            case Delivery.Goodbye _ -> {}
        }
    }

    private static @Nullable Position at(Delivery delivery) {
        return switch (delivery) {
            case Delivery.Lines(var matches) -> matches.getLast().at();
            case Delivery.Skipped skipped -> skipped.at();
            case Delivery.Idle idle -> idle.at();
            case Delivery.Goodbye goodbye -> goodbye.at();
        };
    }

    private void event(String type, @Nullable Position at, String data) throws IOException {
        write("event: " + type + "\n" + id(at) + "data: " + data + "\n\n");
    }

    private static String id(@Nullable Position at) {
        return at == null ? "" : "id: " + at.text() + "\n";
    }

    private Duration patience(long end) {
        var left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
        return left.compareTo(properties.heartbeat()) < 0 ? left : properties.heartbeat();
    }

    /// Spread out, so that those who were sent away together do not come back together.
    private long retryMillis() {
        var millis = Math.max(1, properties.retry().toMillis());
        return millis / 2 + ThreadLocalRandom.current().nextLong(millis + 1);
    }

    private void write(String text) throws IOException {
        client.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
