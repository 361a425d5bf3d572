package dev.konbini.logging.alert;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import java.util.regex.Pattern;

/// A length of time as people write it: a number and `s`, `m`, `h` or `d`.
@Schema(type = "string", example = "5m")
public record Period(String text) {

    private static final Pattern FORM = Pattern.compile("(0|[1-9]\\d{0,6})([smhd])");

    /// @throws IllegalArgumentException if `text` is not of that form
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Period {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "A length of time is a number and s, m, h or d, such as 5m");
        }
    }

    @JsonValue
    @Override
    public String text() {
        return text;
    }

    /// What it stands for.
    public Duration duration() {
        var number = Long.parseLong(text, 0, text.length() - 1, 10);
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(number);
            case 'm' -> Duration.ofMinutes(number);
            case 'h' -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
    }
}
