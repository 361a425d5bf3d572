package dev.konbini.cli.traffic;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One request of a journey and what became of it.
///
/// @param step of the journey, such as `order`
/// @param keptAlive whether it went over a connection kept from earlier requests, or a fresh one
/// @param at when it was sent
/// @param took until the answer had been read, or until it failed
/// @param failure what was wrong with the answer or why there was none; null where all was well
public record Exchange(
        String step, boolean keptAlive, Instant at, Duration took, @Nullable String failure) {

    public boolean failed() {
        return failure != null;
    }
}
