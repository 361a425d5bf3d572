package dev.konbini.logging.render.target;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads Graphite's lengths of time, such as `5min`, `-1d` or `1h30min`.
///
/// Units are recognised by how they begin: `s`, `min`, `h`, `d`, `w`, `mon` (30 days) and `y` (365
/// days). The source is graphite-web's `attime.py`.
public final class TimeOffset {

    private static final Pattern WHOLE = Pattern.compile("([+-]?)((?:\\d{1,9}[a-z]+)+)");
    private static final Pattern PART = Pattern.compile("(\\d+)([a-z]+)");
    private static final long DAY = 86_400;

    private TimeOffset() {}

    /// The length that `text` names, in seconds, negative with a leading minus; empty for none.
    public static Optional<Long> parse(String text) {
        var whole = WHOLE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!whole.matches()) {
            return Optional.empty();
        }
        var seconds = 0L;
        var part = PART.matcher(whole.group(2));
        while (part.find()) {
            var unit = unit(part.group(2));
            if (unit == 0) {
                return Optional.empty();
            }
            seconds += Long.parseLong(part.group(1)) * unit;
        }
        return Optional.of(whole.group(1).equals("-") ? -seconds : seconds);
    }

    private static long unit(String text) {
        if (text.startsWith("min")) {
            return 60;
        }
        if (text.startsWith("mon")) {
            return 30 * DAY;
        }
        return switch (text.charAt(0)) {
            case 's' -> 1;
            case 'h' -> 3600;
            case 'd' -> DAY;
            case 'w' -> 7 * DAY;
            case 'y' -> 365 * DAY;
            default -> 0;
        };
    }
}
