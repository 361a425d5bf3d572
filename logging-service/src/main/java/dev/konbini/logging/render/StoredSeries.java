package dev.konbini.logging.render;

import dev.konbini.logging.metric.PathPattern;
import dev.konbini.logging.metric.ReadSeries;
import dev.konbini.logging.metric.ReadSeries.Outcome.Read;
import dev.konbini.logging.metric.ReadSeries.Outcome.TooComplex;
import dev.konbini.logging.metric.ReadSeries.Outcome.TooMany;
import dev.konbini.logging.render.target.Expression.Path;
import dev.konbini.logging.render.target.InvalidTarget;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The series that are kept, for one request, which has a budget of points.
final class StoredSeries implements SeriesSource {

    private static final int READS_MAX = 1_000;

    /// No metric is older or newer: the years 1900 to 2200.
    private static final long FROM_MIN = -2_208_988_800L;

    private static final long UNTIL_MAX = 7_258_118_400L;

    private final ReadSeries readSeries;
    private final String tenant;
    private final int pointsMax;
    private final Map<Key, List<Series>> read = new HashMap<>();
    private long pointsLeft;

    StoredSeries(ReadSeries readSeries, String tenant, int pointsMax) {
        this.readSeries = readSeries;
        this.tenant = tenant;
        this.pointsMax = pointsMax;
        this.pointsLeft = pointsMax;
    }

    @Override
    public List<Series> read(Path path, long from, long until) {
        // Not computeIfAbsent: reading throws.
        var key = new Key(path.pattern(), from, until);
        var known = read.get(key);
        if (known == null) {
            known = fetch(key, path.position());
            read.put(key, known);
        }
        return known;
    }

    private List<Series> fetch(Key key, int position) {
        if (read.size() >= READS_MAX) {
            throw new TooManyPoints(
                    "The targets read more than %,d paths and times.".formatted(READS_MAX));
        }
        if (key.from() < FROM_MIN || key.until() > UNTIL_MAX) {
            throw new TooManyPoints("The targets reach beyond the years 1900 to 2200.");
        }
        if (key.pattern().length() > PathPattern.LENGTH_MAX) {
            throw new TooManyPoints(
                    "A path has at most %d characters.".formatted(PathPattern.LENGTH_MAX));
        }
        return switch (readSeries.read(
                tenant, new PathPattern(key.pattern()), key.from(), key.until(), pointsLeft)) {
            case TooComplex() ->
                    throw new InvalidTarget(
                            position,
                            "The pattern %s is too complex: use fewer wildcards."
                                    .formatted(key.pattern()));
            case TooMany(var count) ->
                    throw new TooManyPoints(
                            "%s means %,d points or series, and all targets together may read %,d. Ask for less time or fewer series."
                                    .formatted(key.pattern(), count, pointsMax));
            case Read(var series) ->
                    series.stream()
                            .map(each -> {
                                pointsLeft -= each.values().length;
                                return new Series(
                                        each.path(),
                                        key.pattern(),
                                        each.start(),
                                        each.end(),
                                        each.step(),
                                        each.values(),
                                        Consolidation.AVERAGE,
                                        "");
                            })
                            .toList();
        };
    }

    private record Key(String pattern, long from, long until) {}
}
