package dev.konbini.cli.terminal;

import java.time.Duration;
import java.util.Locale;

/// Sizes and durations as people read them.
public final class Figures {

    private static final long MEBIBYTE = 1L << 20;

    private Figures() {}

    /// Memory in whole MiB, `–` for none.
    public static String memory(long bytes) {
        return bytes == 0 ? "–" : "%,d MiB".formatted(Math.round((double) bytes / MEBIBYTE));
    }

    /// A short duration in seconds, such as `1.7 s`.
    public static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    /// An uptime by its two largest units, such as `3 h 5 min`.
    public static String uptime(Duration duration) {
        if (duration.toMinutes() < 1) {
            return duration.toSeconds() + " s";
        }
        if (duration.toHours() < 1) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        if (duration.toDays() < 1) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        return duration.toDays() + " d " + duration.toHoursPart() + " h";
    }
}
