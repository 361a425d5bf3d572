package dev.konbini.logging.ingest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/// Which values fields take that do not take every text.
final class Values {

    private static final int LONG_DIGITS_MAX = 20;

    private Values() {}

    /// Whether a field of integers takes the value: an integer of 64 bits, also as a text.
    static boolean isLong(JsonToken token, String text) {
        return switch (token) {
            case VALUE_NULL -> true;
            case VALUE_NUMBER_INT, VALUE_STRING -> isLong(text);
            default -> false;
        };
    }

    /// The time that a field of times takes the value for; null if it does not take it.
    static @Nullable Instant time(JsonToken token, String text) {
        return token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT
                ? Times.read(text)
                : null;
    }

    private static boolean isLong(String text) {
        if (text.isEmpty() || text.length() > LONG_DIGITS_MAX || text.charAt(0) == '+') {
            return false;
        }
        try {
            var _ = Long.parseLong(text);
            return text.chars().allMatch(c -> c == '-' || (c >= '0' && c <= '9'));
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
