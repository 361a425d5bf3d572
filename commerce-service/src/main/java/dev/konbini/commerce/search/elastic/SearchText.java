package dev.konbini.commerce.search.elastic;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private SearchText() {}

    /// The words of `text`, parted by single blanks.
    static String of(String text) {
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
        return Arrays.stream(NOT_LETTERS.split(parted))
                .filter(word -> !word.isEmpty())
                .map(SearchText::singular)
                .collect(Collectors.joining(" "));
    }

    /// What must all be found for the query `text`: its parts between blanks.
    static List<Phrase> phrases(String text) {
        return Arrays.stream(BLANKS.split(Normalizer.normalize(text, Normalizer.Form.NFKC)))
                .map(part -> new Phrase(part, of(part)))
                .filter(phrase -> !phrase.words().isEmpty())
                .distinct()
                .toList();
    }

    /// A part of a query.
    ///
    /// @param typed without blanks
    /// @param words one or more, to be found one after the other
    record Phrase(String typed, String words) {}

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

    private static boolean endsWithAny(String word, String... endings) {
        return Arrays.stream(endings).anyMatch(word::endsWith);
    }
}
