package dev.konbini.logging.query.web;

import dev.konbini.logging.query.SavedSearches.Kept;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What a caller demands of the search that it changes (RFC 9110, section 13). A version is a
/// strong ETag.
///
/// @param ifMatch takes precedence; null for none
/// @param ifNoneMatch `*` for one that must not be there yet; null for none
record Precondition(@Nullable String ifMatch, @Nullable String ifNoneMatch) {

    static String tag(Kept kept) {
        return '"' + kept.version() + '"';
    }

    /// Whether what is there may be changed.
    ///
    /// @param there null for nothing
    boolean permits(@Nullable Kept there) {
        if (ifMatch == null) {
            return there == null || ifNoneMatch == null || !ifNoneMatch.strip().equals("*");
        }
        return there != null
                && (ifMatch.strip().equals("*")
                        || Arrays.stream(ifMatch.split(",", 100))
                                .anyMatch(tag -> tag.strip().equals(tag(there))));
    }
}
