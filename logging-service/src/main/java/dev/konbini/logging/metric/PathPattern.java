package dev.konbini.logging.metric;

/// Which paths are meant: a path in which `*`, `?`, `[0-9]` and `{a,b}` stand for others of a node,
/// as in Graphite.
///
/// @param text as it was written
public record PathPattern(String text) {

    /// The longest pattern.
    public static final int LENGTH_MAX = 1_000;

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
                case '*' -> regex.append("[^.]*");
                case '?' -> regex.append("[^.]");
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
                    regex.append('(');
                }
                case '}' -> regex.append(braces-- > 0 ? ")" : "\\}");
                case ',' -> regex.append(braces > 0 ? "|" : ",");
                default -> literal(regex, c);
            }
        }
        return regex + ")".repeat(Math.max(0, braces));
    }

    private static String set(String members) {
        var set = new StringBuilder("[");
        for (var i = 0; i < members.length(); i++) {
            var c = members.charAt(i);
            if (i == 0 && (c == '!' || c == '^')) {
                set.append('^');
            } else if (c == '-' && i > 0 && i < members.length() - 1) {
                set.append('-');
            } else {
                literal(set, c);
            }
        }
        return members.isEmpty() ? "\\[\\]" : set.append(']').toString();
    }

    private static void literal(StringBuilder regex, char c) {
        if (!Character.isLetterOrDigit(c)) {
            regex.append('\\');
        }
        regex.append(c);
    }
}
