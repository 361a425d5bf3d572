package dev.konbini.cli.upgrade;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A span of time in which one replica was in one state.
///
/// @param version of the build that ran, or that was about to
/// @param until null while it lasts
record Spell(String replica, String version, State state, Instant since, @Nullable Instant until) {

    /// What a replica did.
    enum State {
        SERVING,
        /// Told to stop: unready, finishing what it had begun.
        DRAINING,
        /// Started, not yet ready.
        STARTING
    }
}
