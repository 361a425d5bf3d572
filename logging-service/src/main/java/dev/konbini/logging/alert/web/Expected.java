package dev.konbini.logging.alert.web;

import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Which version a caller expects to be there (RFC 9110, section 13.1).
final class Expected {

    private Expected() {}

    static String tag(String version) {
        return "\"" + version + "\"";
    }

    /// Says of a version, null for none, whether it is as the headers demand. If-Match takes
    /// precedence; without either, anything is.
    static Predicate<@Nullable String> of(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        if (ifMatch != null) {
            return version ->
                    version != null
                            && Arrays.stream(ifMatch.split(",", 20))
                                    .map(String::strip)
                                    .anyMatch(tag -> tag.equals("*") || tag.equals(tag(version)));
        }
        return ifNoneMatch != null && ifNoneMatch.strip().equals("*")
                ? version -> version == null
                : version -> true;
    }
}
