package dev.konbini.logging.metricintake;

import dev.konbini.logging.metric.Point;
import java.util.Optional;

/// Reads what carbon's plaintext protocol sends, and collectd's `write_graphite`: a path, a value
/// and a time, with blanks between them.
final class GraphiteLine {

    private GraphiteLine() {}

    /// The point that `line` is; empty where it is none.
    ///
    /// @param now in seconds since 1970: the time of a line that says -1 or `N`
    static Optional<Point> parse(String line, long now) {
        var words = line.strip().split("\\s+", 4);
        if (words.length != 3) {
            return Optional.empty();
        }
        try {
            var time =
                    words[2].equals("-1") || words[2].equals("N")
                            ? now
                            : (long) Double.parseDouble(words[2]);
            return Optional.of(new Point(words[0], Double.parseDouble(words[1]), time));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
