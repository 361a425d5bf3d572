package dev.konbini.logging.render;

import dev.konbini.logging.render.function.Arguments;
import dev.konbini.logging.render.function.Functions;
import dev.konbini.logging.render.target.Expression;
import dev.konbini.logging.render.target.Expression.Call;
import dev.konbini.logging.render.target.Expression.Path;
import dev.konbini.logging.render.target.InvalidTarget;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/// What a target is evaluated in: its time, and where series come from.
///
/// @param from in seconds since 1970
/// @param zone in which days begin
/// @param now what times that functions take are counted from
/// @param effort what may be made of the series
public record Evaluation(
        SeriesSource source, long from, long until, ZoneId zone, Instant now, Effort effort) {

    /// The series that `expression` stands for.
    ///
    /// @throws InvalidTarget where it stands for none, or calls a function in a way it cannot be
    /// @throws TooManyPoints where it reads or makes too much
    public List<Series> series(Expression expression) {
        return switch (expression) {
            case Path path -> source.read(path, from, until);
            case Call call -> call(call);
            case Expression.Text text -> throw noSeries(text);
            case Expression.Numeral numeral -> throw noSeries(numeral);
            case Expression.Truth truth -> throw noSeries(truth);
            case Expression.Nothing nothing -> throw noSeries(nothing);
        };
    }

    private List<Series> call(Call call) {
        var function = Functions.named(call);
        var series = function.body().apply(new Arguments(this, function, call));
        effort.spend(series);
        return series;
    }

    private static InvalidTarget noSeries(Expression expression) {
        return new InvalidTarget(
                expression.position(), "Here a path or a function is expected, nothing else.");
    }

    /// The same over another time.
    public Evaluation between(long from, long until) {
        return new Evaluation(source, from, until, zone, now, effort);
    }
}
