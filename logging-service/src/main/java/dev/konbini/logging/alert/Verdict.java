package dev.konbini.logging.alert;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What became of looking at one window.
sealed interface Verdict {

    /// It was judged.
    ///
    /// @param groups by name; of a group that is not among them nothing is known
    /// @param leftOut which groups were not judged; null where all were
    record Judged(Map<String, Measure> groups, @Nullable String leftOut) implements Verdict {}

    /// It cannot be judged.
    ///
    /// @param reason what is missing
    record Silent(String reason) implements Verdict {}
}
