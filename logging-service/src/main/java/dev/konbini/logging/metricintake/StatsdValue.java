package dev.konbini.logging.metricintake;

import dev.konbini.logging.metric.MetricPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// One value as StatsD sends it: `name:value|type|@rate|#tag:value`.
///
/// Tags (DogStatsD) become nodes `tag:value` behind the name, in the order of their names.
///
/// @param text the value as written: a gauge's `+1` differs from `1`, a set's may be any text
/// @param rate which share of the values was sent, above 0 and at most 1
record StatsdValue(String name, Kind kind, String text, double rate) {

    /// The values of a line, `name:1|c` or `name:1|c:2|c`; nothing where it is none of StatsD's.
    static List<StatsdValue> parse(String line) {
        var colon = line.indexOf(':');
        if (colon <= 0) {
            return List.of();
        }
        var tagsAt = line.indexOf("|#");
        var tags = tagsAt < 0 ? "" : line.substring(tagsAt + 2).split("\\|", 2)[0];
        var values = new ArrayList<StatsdValue>();
        for (var part :
                (tagsAt < 0 ? line : line.substring(0, tagsAt))
                        .substring(colon + 1)
                        .split(":", -1)) {
            value(name(line.substring(0, colon), tags), part).ifPresent(values::add);
        }
        return values;
    }

    private static String name(String name, String tags) {
        var path = new StringBuilder(name.strip());
        Arrays.stream(tags.split(",", -1))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .sorted()
                .forEach(tag -> path.append('.').append(MetricPath.node(tag)));
        return path.toString();
    }

    private static Optional<StatsdValue> value(String name, String part) {
        var words = part.split("\\|", -1);
        if (words.length < 2) {
            return Optional.empty();
        }
        var rate = words.length > 2 && words[2].startsWith("@") ? number(words[2].substring(1)) : 1;
        var kind =
                switch (words[1].strip()) {
                    case "c" -> Kind.COUNTER;
                    case "g" -> Kind.GAUGE;
                    case "ms", "h", "d" -> Kind.TIMER;
                    case "s" -> Kind.SET;
                    default -> null;
                };
        if (kind == null || !(rate > 0 && rate <= 1)) {
            return Optional.empty();
        }
        var value = new StatsdValue(name, kind, words[0].strip(), rate);
        return kind == Kind.SET || Double.isFinite(value.number())
                ? Optional.of(value)
                : Optional.empty();
    }

    double number() {
        return number(text);
    }

    /// Whether it changes a gauge by so much, instead of setting it.
    boolean isChange() {
        return text.startsWith("+") || text.startsWith("-");
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /// What is measured.
    enum Kind {
        COUNTER,
        GAUGE,
        TIMER,
        SET
    }
}
