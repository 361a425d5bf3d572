package dev.konbini.logging.mask;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Optional;

/// A pattern of a tenant's own.
///
/// Patterns are RE2's: without back references and look-around, matched in linear time
/// (<https://github.com/google/re2/wiki/Syntax>).
///
/// @param name stands in the mask, as `[masked:NAME]`
/// @param pattern what is masked wherever it occurs in a text; at most [#PATTERN_MAX] characters
public record CustomMask(String name, String pattern) {

    public static final int PATTERN_MAX = 200;

    private static final int STEPS_MAX = 5_000;
    private static final long REPEATS_MAX = 200_000;

    /// What must be changed for the pattern to be usable; empty if nothing.
    public Optional<String> fault() {
        try {
            compile();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /// @throws IllegalArgumentException if it is none, matches even where there is nothing, or is
    ///   too large to be matched against every text
    Pattern compile() {
        if (pattern.length() > PATTERN_MAX) {
            throw new IllegalArgumentException(
                    "has more than %d characters".formatted(PATTERN_MAX));
        }
        // A repeat is written out when it is compiled, and repeats of repeats are multiplied.
        if (repeats() > REPEATS_MAX) {
            throw new IllegalArgumentException("repeats too much; use smaller counts");
        }
        try {
            var compiled = Pattern.compile(pattern);
            if (compiled.matcher("").find()) {
                throw new IllegalArgumentException("matches where there is nothing");
            }
            if (compiled.programSize() > STEPS_MAX) {
                throw new IllegalArgumentException("repeats too much; use smaller counts");
            }
            return compiled;
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(
                    "is not a pattern of RE2: " + e.getDescription() + " at " + e.getPattern(), e);
        }
    }

    private long repeats() {
        long product = 1;
        var counts = java.util.regex.Pattern.compile("\\{(\\d{0,4}),?(\\d{0,4})}").matcher(pattern);
        while (counts.find() && product <= REPEATS_MAX) {
            product *= Math.max(1, Math.max(number(counts.group(1)), number(counts.group(2))));
        }
        return product;
    }

    private static long number(String digits) {
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }
}
