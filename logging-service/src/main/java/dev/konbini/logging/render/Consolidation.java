package dev.konbini.logging.render;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How several values become one.
public enum Consolidation {
    AVERAGE,
    AVG_ZERO,
    SUM,
    MIN,
    MAX,
    FIRST,
    LAST;

    /// The one that targets call `name`.
    public static Optional<Consolidation> named(String name) {
        return name.equals("avg")
                ? Optional.of(AVERAGE)
                : Arrays.stream(values()).filter(each -> each.text().equals(name)).findFirst();
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// What becomes of the values from `start` to before `end`; NaN where there is none.
    double of(double[] values, int start, int end) {
        var sum = 0.0;
        var min = Double.NaN;
        var max = Double.NaN;
        var first = Double.NaN;
        var last = Double.NaN;
        var count = 0;
        for (var i = start; i < end; i++) {
            var value = values[i];
            if (!Double.isNaN(value)) {
                first = count == 0 ? value : first;
                min = count == 0 ? value : Math.min(min, value);
                max = count == 0 ? value : Math.max(max, value);
                last = value;
                sum += value;
                count++;
            }
        }
        if (count == 0) {
            return Double.NaN;
        }
        return switch (this) {
            case AVERAGE -> sum / count;
            case AVG_ZERO -> sum / (end - start);
            case SUM -> sum;
            case MIN -> min;
            case MAX -> max;
            case FIRST -> first;
            case LAST -> last;
        };
    }
}
