package dev.konbini.logging.pattern;

import java.util.List;
import java.util.regex.Matcher;

/// A group of messages, known by the words that all of them have: a leaf of the tree.
final class Template {

    /// Stands for what differs.
    static final String ANY = "<*>";

    static final String ANY_QUOTED = Matcher.quoteReplacement(ANY);

    private final String[] words;
    private final Group group;

    Template(List<String> words, Group group) {
        this.words = words.toArray(String[]::new);
        this.group = group;
    }

    Group group() {
        return group;
    }

    /// Which part of the words is the same, from 0 to 1 (the paper's simSeq).
    double similarity(List<String> message) {
        var same = 0;
        for (var i = 0; i < words.length; i++) {
            if (words[i].equals(message.get(i))) {
                same++;
            }
        }
        return words.length == 0 ? 1 : (double) same / words.length;
    }

    /// How many words are open.
    int open() {
        var open = 0;
        for (var word : words) {
            if (word.equals(ANY)) {
                open++;
            }
        }
        return open;
    }

    /// Opens the words in which `message` differs.
    void take(List<String> message) {
        for (var i = 0; i < words.length; i++) {
            if (!words[i].equals(message.get(i))) {
                words[i] = ANY;
            }
        }
    }

    String text() {
        return String.join(" ", words);
    }
}
