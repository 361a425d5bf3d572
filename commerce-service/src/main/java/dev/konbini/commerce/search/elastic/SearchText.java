package dev.konbini.commerce.search.elastic;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Brings words into the form in which they are indexed and looked for, so that Elasticsearch needs
/// no more than its standard analyzer.
///
/// Letters lose case, width and accents (NFKC; the marks of kana stay). Japanese is parted into
/// single characters: with a phrase query any part of a word is found, and no dictionary is needed.
/// English words lose the plural's s by Harman's rules (How effective is suffixing?, JASIS 42:1,
/// 1991).
final class SearchText {

    private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036f]+");
    private static final Pattern POSSESSIVE = Pattern.compile("['\u2019]s\\b");
    private static final Pattern NOT_LETTERS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern SINGULAR_OF_ES =
            Pattern.compile("(?=.{3})[a-z]+(ss|us|[xzo]|ch|sh)");
    private static final Pattern PLURAL_IN_ES = Pattern.compile("[a-z]{2,}([sxzo]|ch|sh)es");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private SearchText() {}

    /// The words of `text`, parted by single blanks.
    static String of(String text) {
        return words(text).stream().map(SearchText::singular).collect(Collectors.joining(" "));
    }

    /// What may stand in the index for `text`: what [#of] says, and the same with the other number
    /// of its last word where the plural has -es. Of boxes the index has `boxe`, of a box `box`,
    /// and whoever looks for either means both.
    static List<String> forms(String text) {
        var words = words(text);
        if (words.isEmpty()) {
            return List.of();
        }
        var last = words.getLast();
        var before =
                words.subList(0, words.size() - 1).stream()
                        .map(word -> singular(word) + " ")
                        .collect(Collectors.joining());
        return Stream.concat(Stream.of(singular(last)), otherNumber(last).stream())
                .map(before::concat)
                .distinct()
                .toList();
    }

    private static List<String> words(String text) {
        var folded = fold(text);
        var parted = new StringBuilder(folded.length() * 2);
        folded.codePoints()
                .forEach(point -> {
                    if (isJapanese(point)) {
                        parted.append(' ').appendCodePoint(point).append(' ');
                    } else {
                        parted.appendCodePoint(point);
                    }
                });
        return Arrays.stream(NOT_LETTERS.split(parted)).filter(word -> !word.isEmpty()).toList();
    }

    /// What must all be found for the query `text`: its parts between blanks.
    static List<Phrase> phrases(String text) {
        return Arrays.stream(BLANKS.split(Normalizer.normalize(text, Normalizer.Form.NFKC)))
                .map(part -> new Phrase(part, forms(part)))
                .filter(phrase -> !phrase.forms().isEmpty())
                .distinct()
                .toList();
    }

    /// A part of a query.
    ///
    /// @param typed without blanks
    /// @param forms one or more words each, to be found one after the other; any form will do
    record Phrase(String typed, List<String> forms) {}

    /// `text` in a form whose order by code point is one that people expect: without case, width
    /// and accents.
    static String sortable(String text) {
        return NOT_LETTERS.matcher(fold(text)).replaceAll(" ").strip();
    }

    private static String fold(String text) {
        var compatible = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        var decomposed = Normalizer.normalize(compatible, Normalizer.Form.NFD);
        var plain = ACCENTS.matcher(decomposed).replaceAll("");
        return POSSESSIVE.matcher(Normalizer.normalize(plain, Normalizer.Form.NFC)).replaceAll("");
    }

    private static boolean isJapanese(int point) {
        // The long vowel mark belongs to both kana and so, by Unicode, to no script.
        return switch (UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA -> true;
            default -> point == '\u30fc';
        };
    }

    private static String singular(String word) {
        if (word.length() < 3 || !word.endsWith("s") || !word.chars().allMatch(c -> c < 128)) {
            return word;
        }
        if (word.endsWith("ies") && !endsWithAny(word, "eies", "aies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        return endsWithAny(word, "us", "ss") ? word : word.substring(0, word.length() - 1);
    }

    private static Optional<String> otherNumber(String word) {
        if (PLURAL_IN_ES.matcher(word).matches()) {
            // What is left of cases is no word, and may well stand in a text.
            return Optional.of(singular(word.substring(0, word.length() - 2)))
                    .filter(singular -> singular.length() > 2);
        }
        return SINGULAR_OF_ES.matcher(word).matches() ? Optional.of(word + "e") : Optional.empty();
    }

    private static boolean endsWithAny(String word, String... endings) {
        return Arrays.stream(endings).anyMatch(word::endsWith);
    }
}
