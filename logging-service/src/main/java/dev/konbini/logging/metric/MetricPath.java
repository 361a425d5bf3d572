package dev.konbini.logging.metric;

import java.util.Optional;

/// What a series is called: nodes with dots between them, such as `web1.cpu-0.cpu-idle`.
///
/// Characters that mean something in a target of `/render` become underscores, so that each kept
/// path can be asked for as it is written.
public final class MetricPath {

    /// The longest path, in characters, all of them ASCII.
    public static final int LENGTH_MAX = 400;

    /// The most nodes of a path.
    public static final int NODES_MAX = 32;

    private static final String SPECIAL = "(){}[],'\"\\|*?;=";

    private MetricPath() {}

    /// `text` as a path: empty nodes left out, what is not allowed replaced by `_`.
    ///
    /// @return empty where nothing is left, or where it is too long or too deep
    public static Optional<String> clean(String text) {
        if (text.length() > LENGTH_MAX) {
            return Optional.empty();
        }
        if (isClean(text)) {
            return Optional.of(text);
        }
        var path = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c != '.') {
                path.append(isAllowed(c) ? c : '_');
            } else if (!path.isEmpty() && path.charAt(path.length() - 1) != '.') {
                path.append(c);
            }
        }
        while (!path.isEmpty() && path.charAt(path.length() - 1) == '.') {
            path.setLength(path.length() - 1);
        }
        var cleaned = path.toString();
        return isClean(cleaned) ? Optional.of(cleaned) : Optional.empty();
    }

    /// One node made of `text`: as [#clean], and dots become underscores too.
    public static String node(String text) {
        var node = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            node.append(c != '.' && isAllowed(c) ? c : '_');
        }
        return node.isEmpty() ? "_" : node.toString();
    }

    private static boolean isClean(String text) {
        var nodes = 1;
        var before = '.';
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '.') {
                nodes++;
                if (before == '.') {
                    return false;
                }
            } else if (!isAllowed(c)) {
                return false;
            }
            before = c;
        }
        return before != '.' && nodes <= NODES_MAX;
    }

    private static boolean isAllowed(char c) {
        return c > ' ' && c < 127 && SPECIAL.indexOf(c) < 0;
    }
}
