package dev.konbini.logging.pattern;

import java.util.regex.Pattern;

/// Replaces the words that are values whatever the message: Drain's preprocessing by regular
/// expressions.
///
/// Only word by word, so that a template has as many words as its messages.
final class Masks {

    private static final Pattern VALUE =
            Pattern.compile(
                    "[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"
                            + "|(?:\\d{1,3}\\.){3}\\d{1,3}(?::\\d+)?|0[xX][0-9a-fA-F]+"
                            + "|\\b(?=[0-9a-fA-F]*\\d)[0-9a-fA-F]{8,}\\b"
                            + "|(?<![A-Za-z_])[+-]?\\d+(?:[.,:/T-]\\d+)*(?:ms|s|us|ns|m|h|d|%|[kKMG]?i?B)?(?![A-Za-z_\\d])");

    private Masks() {}

    /// `word` with [Template#ANY] for each value in it.
    static String mask(String word) {
        for (var i = 0; i < word.length(); i++) {
            if (Character.isDigit(word.charAt(i))) {
                return VALUE.matcher(word).replaceAll(Template.ANY_QUOTED);
            }
        }
        return word;
    }
}
