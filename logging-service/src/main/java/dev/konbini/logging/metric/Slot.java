package dev.konbini.logging.metric;

import java.time.Duration;

/// How finely time is kept: raw points ten seconds apart, roll-ups five minutes apart. All times
/// are in seconds since 1970.
public final class Slot {

    /// How far raw points are apart.
    public static final int RAW_SECONDS = 10;

    /// How long a roll-up is.
    public static final int ROLL_UP_SECONDS = 300;

    static final Duration ROLL_UP = Duration.ofSeconds(ROLL_UP_SECONDS);

    private Slot() {}

    static long raw(long time) {
        return time - Math.floorMod(time, RAW_SECONDS);
    }

    static long rollUp(long time) {
        return time - Math.floorMod(time, ROLL_UP_SECONDS);
    }
}
