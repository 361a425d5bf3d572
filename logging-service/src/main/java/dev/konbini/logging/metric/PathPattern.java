package dev.konbini.logging.metric;

/// Which paths are meant: a path in which `*`, `?`, `[0-9]` and `{a,b}` stand for others of a node,
/// as in Graphite.
///
/// @param text as it was written
public record PathPattern(String text) {

    /// The longest pattern.
    public static final int LENGTH_MAX = 1_000;

    private static final String OF_A_NODE = "[^.]";

    /// No path has brackets.
    private static final String NOTHING = "\\[\\]";

    /// How many nodes the paths have.
    int depth() {
        return (int) text.chars().filter(c -> c == '.').count() + 1;
    }

    boolean isOnePath() {
        return text.chars().noneMatch(c -> "*?[]{}".indexOf(c) >= 0);
    }

    /// The same as a regular expression, in the syntax that Lucene and Java have in common.
    String regex() {
        var regex = new StringBuilder();
        var braces = 0;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '*' -> regex.append(OF_A_NODE).append('*');
                case '?' -> regex.append(OF_A_NODE);
                case '[' -> {
                    var end = text.indexOf(']', i + 1);
                    if (end < 0) {
                        regex.append("\\[");
                    } else {
                        regex.append(set(text.substring(i + 1, end)));
                        i = end;
                    }
                }
                case '{' -> {
                    braces++;
                    regex.append('(').append(emptyBefore(i + 1));
                }
                case '}' -> {
                    regex.append(braces > 0 ? ")" : "\\}");
                    braces = Math.max(0, braces - 1);
                }
                case ',' -> regex.append(braces > 0 ? "|" + emptyBefore(i + 1) : ",");
                default -> literal(regex, c);
            }
        }
        return regex + ")".repeat(braces);
    }

    // Lucene takes what follows for an alternative where there is none.
    private String emptyBefore(int end) {
        return end == text.length() || ",}".indexOf(text.charAt(end)) >= 0 ? "()" : "";
    }

    // As Python's fnmatch, which Graphite asks: a range that ends before it begins has no members.
    private static String set(String members) {
        var negated = members.startsWith("!") || members.startsWith("^");
        var given = members.substring(negated ? 1 : 0).codePoints().toArray();
        var set = new StringBuilder();
        for (var i = 0; i < given.length; i++) {
            var first = given[i];
            if (i + 2 < given.length && given[i + 1] == '-') {
                i += 2;
            }
            if (first < given[i]) {
                literal(set, first);
                set.append('-');
            }
            if (first <= given[i]) {
                literal(set, given[i]);
            }
        }
        if (set.isEmpty()) {
            return negated && given.length > 0 ? OF_A_NODE : NOTHING;
        }
        return (negated ? "[^" : "[") + set + "]";
    }

    private static void literal(StringBuilder regex, int c) {
        if (c < 128 && !Character.isLetterOrDigit(c)) {
            regex.append('\\');
        }
        regex.appendCodePoint(c);
    }
}
