package dev.konbini.logging.membership;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One instance of a service and how it is.
///
/// @param since when it became what `state` says
/// @param lastHeardOf the time of its last heartbeat
/// @param events how it was before, as far as that is remembered, and is: oldest first
public record Instance(
        String instance,
        String service,
        String version,
        @Nullable String host,
        @Nullable Integer port,
        State state,
        Instant since,
        Instant startedAt,
        Instant lastHeardOf,
        long linesLost,
        List<Event> events) {

    /// It became so.
    public record Event(Instant time, State state) {}

    /// How an instance is: the first three and STOPPED as it says itself, SUSPECT and GONE because
    /// it says nothing any more.
    public enum State {
        STARTING,
        ALIVE,
        DRAINING,
        SUSPECT,
        STOPPED,
        GONE;

        @JsonValue
        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
