package dev.konbini.logging.render.function;

import dev.konbini.logging.render.Evaluation;
import dev.konbini.logging.render.Series;
import dev.konbini.logging.render.target.Expression;
import dev.konbini.logging.render.target.Expression.Call;
import dev.konbini.logging.render.target.Expression.Nothing;
import dev.konbini.logging.render.target.Expression.Numeral;
import dev.konbini.logging.render.target.Expression.Text;
import dev.konbini.logging.render.target.Expression.Truth;
import dev.konbini.logging.render.target.InvalidTarget;
import dev.konbini.logging.render.target.RenderTime;
import dev.konbini.logging.render.target.TimeOffset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a function was called with, by its parameters' names.
///
/// Every question throws [InvalidTarget], with the place in the target, where the argument is not
/// what the parameter takes.
public final class Arguments {

    private final Evaluation evaluation;
    private final Function function;
    private final Call call;
    private final Map<String, List<Expression>> given = new HashMap<>();

    /// @throws InvalidTarget where one is missing, too many or unknown
    public Arguments(Evaluation evaluation, Function function, Call call) {
        this.evaluation = evaluation;
        this.function = function;
        this.call = call;
        bindPlaced();
        bindNamed();
        for (var parameter : function.parameters()) {
            if (parameter.required() && !given.containsKey(parameter.name())) {
                throw new InvalidTarget(
                        call.position(),
                        "%s needs %s: %s"
                                .formatted(call.function(), parameter.name(), signature()));
            }
        }
    }

    private void bindPlaced() {
        var parameters = function.parameters();
        for (var i = 0; i < call.arguments().size(); i++) {
            var argument = call.arguments().get(i);
            var last = parameters.isEmpty() ? null : parameters.getLast();
            if (i >= parameters.size() && (last == null || !last.multiple())) {
                throw new InvalidTarget(
                        argument.position(),
                        "%s takes fewer arguments: %s".formatted(call.function(), signature()));
            }
            put(parameters.get(Math.min(i, parameters.size() - 1)).name(), argument);
        }
    }

    private void bindNamed() {
        call.named()
                .forEach((name, argument) -> {
                    if (function.parameters().stream()
                            .noneMatch(each -> each.name().equals(name))) {
                        throw new InvalidTarget(
                                argument.position(),
                                "%s knows no %s: %s".formatted(call.function(), name, signature()));
                    }
                    put(name, argument);
                });
    }

    private void put(String name, Expression argument) {
        if (!(argument instanceof Nothing)) {
            given.computeIfAbsent(name, any -> new ArrayList<>()).add(argument);
        }
    }

    private String signature() {
        var names = new ArrayList<String>();
        for (var parameter : function.parameters()) {
            names.add(
                    (parameter.multiple() ? "*" : "")
                            + parameter.name()
                            + (parameter.required() ? "" : "?"));
        }
        return call.function() + "(" + String.join(", ", names) + ")";
    }

    /// What the target is evaluated in.
    Evaluation evaluation() {
        return evaluation;
    }

    boolean has(String name) {
        return given.containsKey(name);
    }

    /// The series of the first parameter.
    List<Series> series() {
        return series(evaluation);
    }

    /// The series of the first parameter, in another time.
    List<Series> series(Evaluation other) {
        return other.series(first(function.parameters().getFirst().name()).orElseThrow());
    }

    /// The series of a parameter.
    List<Series> series(String name) {
        return evaluation.series(first(name).orElseThrow());
    }

    /// The series of all arguments of a parameter, one after the other.
    List<Series> allSeries(String name) {
        var all = new ArrayList<Series>();
        given.getOrDefault(name, List.of()).forEach(each -> all.addAll(evaluation.series(each)));
        return all;
    }

    /// Whether the argument stands for series.
    boolean isSeries(String name) {
        return first(name)
                .filter(each -> each instanceof Expression.Path || each instanceof Call)
                .isPresent();
    }

    boolean isText(String name) {
        return first(name).filter(Text.class::isInstance).isPresent();
    }

    double number(String name) {
        return numeral(name).value();
    }

    /// The number as it was written, so that names show 5 and 5.0 as such.
    Numeral numeral(String name) {
        var argument = first(name).orElse(null);
        if (argument == null && parameter(name).fallback() instanceof Number number) {
            return new Numeral(number.doubleValue(), number instanceof Integer, call.position());
        }
        return numeral(name, argument);
    }

    private Numeral numeral(String name, @Nullable Expression argument) {
        if (argument instanceof Numeral numeral) {
            return numeral;
        }
        if (argument instanceof Text text) {
            try {
                return new Numeral(
                        Double.parseDouble(text.text()),
                        text.text().matches("-?\\d+"),
                        text.position());
            } catch (NumberFormatException e) {
                throw unfit(name, text, "a number");
            }
        }
        throw unfit(name, argument, "a number");
    }

    int integer(String name) {
        var numeral = numeral(name);
        if (numeral.value() != Math.rint(numeral.value())
                || Math.abs(numeral.value()) > 1_000_000_000) {
            throw new InvalidTarget(numeral.position(), "%s is a whole number.".formatted(name));
        }
        return (int) numeral.value();
    }

    /// The whole numbers of all arguments of a parameter.
    List<Integer> integers(String name) {
        var all = new ArrayList<Integer>();
        for (var argument : given.getOrDefault(name, List.of())) {
            all.add((int) numeral(name, argument).value());
        }
        return all;
    }

    /// The texts of all arguments of a parameter.
    List<String> texts(String name) {
        return given.getOrDefault(name, List.of()).stream().map(each -> text(name, each)).toList();
    }

    /// See [Parameter#X_FILES_FACTOR].
    double xFilesFactor() {
        return has("xFilesFactor") ? number("xFilesFactor") : 0;
    }

    /// The time that the argument of `name` names; empty where there is none.
    Optional<Instant> time(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        var time = new RenderTime(evaluation.zone(), evaluation.now()).parse(text(name));
        if (time.isEmpty()) {
            throw unfit(name, "a time, such as \"-7d\" or \"midnight\"");
        }
        return time;
    }

    String text(String name) {
        var argument = first(name).orElse(null);
        if (argument == null && parameter(name).fallback() instanceof String fallback) {
            return fallback;
        }
        return text(name, argument);
    }

    private String text(String name, @Nullable Expression argument) {
        if (argument instanceof Text text) {
            return text.text();
        }
        throw unfit(name, argument, "a text in quotes");
    }

    boolean truth(String name) {
        var argument = first(name).orElse(null);
        return switch (argument) {
            case null -> Boolean.TRUE.equals(parameter(name).fallback());
            case Truth truth -> truth.value();
            case Text text when text.text().equalsIgnoreCase("true") -> true;
            case Text text when text.text().equalsIgnoreCase("false") -> false;
            case Numeral numeral when numeral.value() == 0 || numeral.value() == 1 ->
                    numeral.value() == 1;
            default -> throw unfit(name, argument, "true or false");
        };
    }

    /// A length of time, in seconds, with its sign.
    long seconds(String name) {
        var text = text(name);
        return TimeOffset.parse(text)
                .orElseThrow(() ->
                        unfit(
                                name,
                                first(name).orElse(null),
                                "a length of time in quotes, such as \"5min\""));
    }

    /// What is thrown where the argument of `name` cannot be used.
    InvalidTarget unfit(String name, String wanted) {
        return unfit(name, first(name).orElse(null), wanted);
    }

    private InvalidTarget unfit(String name, @Nullable Expression argument, String wanted) {
        return new InvalidTarget(
                argument == null ? call.position() : argument.position(),
                "%s of %s is %s.".formatted(name, call.function(), wanted));
    }

    private Optional<Expression> first(String name) {
        return given.getOrDefault(name, List.of()).stream().findFirst();
    }

    private Parameter parameter(String name) {
        return function.parameters().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
