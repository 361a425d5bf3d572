package dev.konbini.logging.door;

import java.time.Duration;

/// What a tenant may still send now: fills up with time to a burst, and is emptied by what is sent.
///
/// Whoever has anything left may send a batch of any size, and owes what was not there: so a batch
/// that is larger than the burst is not refused for ever, and in the long run no more than the rate
/// goes through.
final class TokenBucket {

    private static final double NANOS = Duration.ofSeconds(1).toNanos();

    private double level;
    private long atNanos;

    /// A full one.
    TokenBucket(double burst, long nowNanos) {
        this.level = burst;
        this.atNanos = nowNanos;
    }

    /// Fills up until `nowNanos`, by a rate that may be another than last time.
    ///
    /// @param rate each second
    /// @param burst how full it gets
    void fill(double rate, double burst, long nowNanos) {
        level = Math.min(burst, level + (nowNanos - atNanos) / NANOS * rate);
        atNanos = nowNanos;
    }

    /// How long until something is left; zero if something is.
    Duration wait(double rate) {
        return level > 0 ? Duration.ZERO : Duration.ofNanos((long) (-level / rate * NANOS) + 1);
    }

    void take(double amount) {
        level -= amount;
    }
}
