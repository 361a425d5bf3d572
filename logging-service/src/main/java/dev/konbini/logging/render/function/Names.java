package dev.konbini.logging.render.function;

import dev.konbini.logging.render.Series;
import dev.konbini.logging.render.target.Expression;
import dev.konbini.logging.render.target.Expression.Call;
import dev.konbini.logging.render.target.Expression.Numeral;
import dev.konbini.logging.render.target.Expression.Path;
import dev.konbini.logging.render.target.InvalidTarget;
import dev.konbini.logging.render.target.TargetParser;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.Collectors;

/// How names are made, in the words of graphite-web: dashboards rely on them.
final class Names {

    private static final MathContext SIX_DIGITS = new MathContext(6);

    private Names() {}

    /// What the series were made of, each once, with commas between them.
    static String expressions(List<Series> series) {
        return series.stream().map(Series::expression).distinct().collect(Collectors.joining(","));
    }

    /// The nodes of the series' path that `nodes` name, counted from 0, or from -1 backwards.
    static String key(Series series, List<Integer> nodes) {
        var path =
                (series.name().endsWith(")") ? firstPath(series.name()) : series.name())
                        .split(";", 2)[0].split("\\.", -1);
        return nodes.stream()
                .map(node -> {
                    var index = node < 0 ? path.length + node : node;
                    return index >= 0 && index < path.length ? path[index] : "";
                })
                .collect(Collectors.joining("."));
    }

    private static String firstPath(String name) {
        try {
            Expression expression = TargetParser.parse(name);
            while (expression instanceof Call call && !call.arguments().isEmpty()) {
                expression = call.arguments().getFirst();
            }
            return expression instanceof Path path ? path.pattern() : name;
        } catch (InvalidTarget e) {
            // A name that somebody made up need not be a target.
            return name;
        }
    }

    /// As `str` in Python.
    static String plain(Numeral number) {
        return number.whole()
                ? new BigDecimal(number.value()).toBigInteger().toString()
                : plain(number.value());
    }

    /// As `repr` of a float in Python.
    static String plain(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        var decimal = new BigDecimal(Double.toString(value));
        var size = Math.abs(value);
        if (value != 0 && (size >= 1e16 || size < 1e-4)) {
            return scientific(decimal.stripTrailingZeros());
        }
        var text = decimal.stripTrailingZeros().toPlainString();
        return text.contains(".") ? text : text + ".0";
    }

    /// As `%g` in Python: six digits.
    static String general(double value) {
        if (value == 0 || Double.isInfinite(value)) {
            return value == 0 ? "0" : plain(value);
        }
        var rounded = new BigDecimal(value).round(SIX_DIGITS).stripTrailingZeros();
        var exponent = rounded.precision() - rounded.scale() - 1;
        return exponent < -4 || exponent >= 6 ? scientific(rounded) : rounded.toPlainString();
    }

    private static String scientific(BigDecimal value) {
        var digits = value.unscaledValue().abs().toString();
        var exponent = digits.length() - value.scale() - 1;
        return (value.signum() < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + (exponent < 0 ? "e-" : "e+")
                + "%02d".formatted(Math.abs(exponent));
    }
}
