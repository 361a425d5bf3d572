package dev.konbini.logging.staging;

import dev.konbini.web.page.Cursor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where a look at a range ended.
///
/// @param after the place in the order of the phase, in two parts; null for its beginning
record WalkCursor(Phase phase, @Nullable List<String> after) {

    /// The beginning of all.
    static final WalkCursor START = new WalkCursor(Phase.LINES, null);

    /// The place that `text`, made by [#text], names.
    ///
    /// @throws dev.konbini.web.problem.ProblemException invalid-cursor
    static WalkCursor parse(String text) {
        var parts = Cursor.parts(text, 3);
        for (var phase : Phase.values()) {
            if (phase.name().equals(parts.get(0))) {
                return new WalkCursor(
                        phase, parts.get(1).isEmpty() ? null : List.copyOf(parts.subList(1, 3)));
            }
        }
        throw Cursor.invalid();
    }

    String text() {
        return after == null
                ? Cursor.of(phase.name(), "", "")
                : Cursor.of(phase.name(), after.get(0), after.get(1));
    }

    /// What is looked at.
    enum Phase {
        /// What production kept.
        LINES,
        /// What production could not keep.
        LETTERS,
        /// What staging keeps.
        STRAYS;

        /// What is looked at behind this; null where this is the last.
        @Nullable Phase next() {
            return switch (this) {
                case LINES -> LETTERS;
                case LETTERS -> STRAYS;
                case STRAYS -> null;
            };
        }
    }
}
