package dev.konbini.telemetry.send;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What an instance says of itself, as in `contracts/topics/heartbeats`.
///
/// @param service its service
/// @param version the service's version
/// @param instance names the process
/// @param host the machine's name
/// @param port where it serves, null while it does not
/// @param state in lower case
/// @param startedAt when the process started
/// @param time now
/// @param intervalMillis when to expect the next
/// @param linesLost how many of its log lines will never reach Kafka
record Heartbeat(
        String service,
        String version,
        String instance,
        String host,
        @Nullable Integer port,
        String state,
        Instant startedAt,
        Instant time,
        long intervalMillis,
        long linesLost) {

    /// How far an instance is between its start and its end.
    enum State {
        STARTING,
        READY,
        DRAINING,
        STOPPED;

        String inLowerCase() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
