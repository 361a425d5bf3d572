package dev.konbini.logging.alert;

import java.util.Map;

/// What became of looking at one window.
sealed interface Verdict {

    /// It was judged.
    ///
    /// @param groups by name; a group that is not among them has no line in this window
    record Judged(Map<String, Measure> groups) implements Verdict {}

    /// It cannot be judged.
    ///
    /// @param reason what is missing
    record Silent(String reason) implements Verdict {}
}
