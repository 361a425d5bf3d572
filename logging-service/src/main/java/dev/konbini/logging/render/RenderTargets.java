package dev.konbini.logging.render;

import dev.konbini.logging.metric.MetricProperties;
import dev.konbini.logging.metric.ReadSeries;
import dev.konbini.logging.render.target.InvalidTarget;
import dev.konbini.logging.render.target.TargetParser;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Service;

/// Evaluates targets over the metrics that are kept.
@Service
public final class RenderTargets {

    /// How many times what may be read may be made of it on the way.
    private static final int MADE_TIMES_MAX = 5;

    private final ReadSeries readSeries;
    private final MetricProperties properties;

    RenderTargets(ReadSeries readSeries, MetricProperties properties) {
        this.readSeries = readSeries;
        this.properties = properties;
    }

    /// The series of all targets, in their order.
    ///
    /// All targets together may read [MetricProperties#pointsMax] points; what is read twice counts
    /// once. What they stand for may have as many, and what is made on the way five times as many.
    public Outcome render(Query query) {
        var evaluation =
                new Evaluation(
                        new StoredSeries(readSeries, query.tenant(), properties.pointsMax()),
                        query.from(),
                        query.until(),
                        query.zone(),
                        query.now(),
                        new Effort((long) MADE_TIMES_MAX * properties.pointsMax()));
        var points = 0L;
        var series = new ArrayList<Series>();
        for (var target : query.targets()) {
            try {
                var more = evaluation.series(TargetParser.parse(target));
                points += more.stream().mapToLong(each -> each.values().length).sum();
                if (points > properties.pointsMax()) {
                    return new Outcome.TooMuch(
                            "The targets stand for more than %,d points. Ask for less time or fewer series."
                                    .formatted(properties.pointsMax()));
                }
                series.addAll(more);
            } catch (InvalidTarget e) {
                return new Outcome.Invalid(target, e.position(), String.valueOf(e.getMessage()));
            } catch (TooManyPoints e) {
                return new Outcome.TooMuch(String.valueOf(e.getMessage()));
            }
        }
        return new Outcome.Rendered(series);
    }

    /// What is asked for.
    ///
    /// @param tenant whose metrics
    /// @param from in seconds since 1970; values after it are shown
    /// @param until and up to this
    /// @param zone in which days begin
    /// @param now what times in targets are counted from
    public record Query(
            String tenant, List<String> targets, long from, long until, ZoneId zone, Instant now) {}

    /// What came of it.
    public sealed interface Outcome {

        record Rendered(List<Series> series) implements Outcome {}

        /// A target is none.
        ///
        /// @param position where in it, counted from 0
        record Invalid(String target, int position, String detail) implements Outcome {}

        /// The targets would read more than they may.
        record TooMuch(String detail) implements Outcome {}
    }
}
