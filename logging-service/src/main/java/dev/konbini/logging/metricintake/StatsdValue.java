package dev.konbini.logging.metricintake;

import java.util.Optional;

/// One value as StatsD sends it.
///
/// @param name with its tags, see [StatsdLine]
/// @param text the value as written: a gauge's `+1` differs from `1`, a set's may be any text
/// @param rate which share of the values was sent, above 0 and at most 1
record StatsdValue(String name, Kind kind, String text, double rate) {

    /// The value that `text` is; empty where it is none of StatsD's.
    ///
    /// @param words what stands between bars: a value, its type, and perhaps `@` with its rate
    static Optional<StatsdValue> of(String name, String text, String[] words) {
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
        var value = new StatsdValue(name, kind, text.strip(), rate);
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
