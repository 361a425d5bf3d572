package dev.konbini.cli.capacity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// A replica's metrics at one moment, in the text form of Prometheus
/// (<https://prometheus.io/docs/instrumenting/exposition_formats/>).
record Scrape(List<Sample> samples) {

    private static final Pattern SAMPLE =
            Pattern.compile("([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\\{(.*)})?[ \\t]+([^ \\t]+).*");

    /// One value.
    ///
    /// @param labels as they stand between the braces
    record Sample(String name, String labels, double value) {}

    static Scrape parse(String text) {
        var samples = new ArrayList<Sample>();
        for (var line : text.lines().toList()) {
            var parts = SAMPLE.matcher(line);
            if (!line.startsWith("#") && parts.matches()) {
                var labels = parts.group(2);
                samples.add(
                        new Sample(
                                parts.group(1),
                                labels == null ? "" : labels,
                                number(parts.group(3))));
            }
        }
        return new Scrape(List.copyOf(samples));
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    /// The sum of the metric's values; empty where it has none.
    OptionalDouble sum(String name) {
        return sum(name, "");
    }

    /// The sum of the metric's values that have a label.
    ///
    /// @param label such as `stream="lines"`; empty for any
    OptionalDouble sum(String name, String label) {
        var found =
                samples.stream()
                        .filter(one -> one.name().equals(name) && has(one.labels(), label))
                        .mapToDouble(Sample::value)
                        .toArray();
        return found.length == 0
                ? OptionalDouble.empty()
                : OptionalDouble.of(Arrays.stream(found).sum());
    }

    private static boolean has(String labels, String label) {
        return label.isEmpty() || ("," + labels).contains("," + label);
    }
}
