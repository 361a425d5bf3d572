package dev.konbini.logging.mask;

import org.jspecify.annotations.Nullable;

/// A text from which parts are replaced, from its beginning to its end; nothing is copied before
/// the first.
final class Cut {

    private final String text;
    private @Nullable StringBuilder masked;
    private int done;

    Cut(String text) {
        this.text = text;
    }

    /// Replaces what stands from `start` to before `end`, which must be behind all before.
    void replace(int start, int end, String replacement) {
        if (masked == null) {
            masked = new StringBuilder(text.length());
        }
        masked.append(text, done, start).append(replacement);
        done = end;
    }

    /// The text as it is now.
    String text() {
        return masked == null ? text : masked.append(text, done, text.length()).toString();
    }
}
