package dev.konbini.logging.membership;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What an instance says of itself, as far as it is needed here.
///
/// @param state `starting`, `ready`, `draining` or `stopped`
/// @param intervalMillis how often it says so
/// @param linesLost log lines that fell beyond its buffer since it started
@JsonIgnoreProperties(ignoreUnknown = true)
public record Heartbeat(
        String service,
        String version,
        String instance,
        @Nullable String host,
        @Nullable Integer port,
        String state,
        Instant startedAt,
        Instant time,
        long intervalMillis,
        long linesLost) {

    /// What the contract requires is not taken on trust from JSON.
    public Heartbeat {
        Objects.requireNonNull(service);
        Objects.requireNonNull(version);
        Objects.requireNonNull(instance);
        Objects.requireNonNull(state);
        Objects.requireNonNull(startedAt);
        Objects.requireNonNull(time);
    }

    Duration intervals(int count) {
        return Duration.ofMillis(intervalMillis).multipliedBy(count);
    }
}
