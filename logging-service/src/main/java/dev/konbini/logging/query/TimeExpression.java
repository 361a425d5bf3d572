package dev.konbini.logging.query;

import dev.konbini.web.time.RequestTime;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the times that callers write: RFC 3339, or `now` with an offset, such as `now-15m`.
///
/// Units are `s`, `m`, `h`, `d` and `w`.
public final class TimeExpression {

    private static final Pattern RELATIVE = Pattern.compile("now(?:([+-])(\\d{1,6})([smhdw]))?");

    private TimeExpression() {}

    /// The time that `text` names; empty if it names none.
    public static Optional<Instant> parse(String text, Instant now) {
        var relative = RELATIVE.matcher(text);
        if (relative.matches()) {
            return Optional.of(
                    relative.group(1) == null
                            ? now
                            : now.plus(
                                    unit(relative.group(3))
                                            .multipliedBy(
                                                    Long.parseLong(
                                                            relative.group(1)
                                                                    + relative.group(2)))));
        }
        try {
            return Optional.of(RequestTime.bounded(OffsetDateTime.parse(text).toInstant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    static Duration unit(String letter) {
        return switch (letter) {
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            case "d" -> Duration.ofDays(1);
            case "w" -> Duration.ofDays(7);
            default -> throw new IllegalArgumentException(letter);
        };
    }
}
