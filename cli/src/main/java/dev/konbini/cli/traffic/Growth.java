package dev.konbini.cli.traffic;

import java.time.Duration;

/// Lets of evenly spaced occasions few pass at first, and all after a time: their share grows
/// evenly with it. For one thread.
final class Growth {

    private final double nanos;
    private double owed;

    /// @param time after which all pass
    Growth(Duration time) {
        this.nanos = time.toNanos();
    }

    /// Whether the next occasion passes.
    ///
    /// @param since how long after the beginning it comes
    boolean passes(Duration since) {
        owed += since.toNanos() < nanos ? since.toNanos() / nanos : 1;
        if (owed < 1) {
            return false;
        }
        owed -= 1;
        return true;
    }
}
