package dev.konbini.logging.metric;

import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.metric.FindNodes.Outcome.Found;
import dev.konbini.logging.metric.FindNodes.Outcome.TooComplex;
import dev.konbini.logging.metric.FindNodes.Outcome.TooMany;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/// Reads the values of series, in the finest resolution that reaches as far back as is asked for.
///
/// As with Whisper, a time that raw points are kept for comes in steps of ten seconds, any older
/// one in steps of five minutes as a whole.
@Service
public final class ReadSeries {

    private static final int PAGE = 10_000;
    private static final int SERIES_A_QUERY = 1_000;

    /// Roll-ups of this time may not be computed yet; they are made of raw points when asked for.
    private static final int UNSETTLED_SECONDS = 900;

    private final Elasticsearch elasticsearch;
    private final MetricIndices indices;
    private final FindNodes findNodes;
    private final MetricProperties properties;
    private final Clock clock;

    ReadSeries(
            Elasticsearch elasticsearch,
            MetricIndices indices,
            FindNodes findNodes,
            MetricProperties properties,
            Clock clock) {
        this.elasticsearch = elasticsearch;
        this.indices = indices;
        this.findNodes = findNodes;
        this.properties = properties;
        this.clock = clock;
    }

    /// The series that `pattern` means, by path, with their values after `from` and up to `until`.
    ///
    /// Precedence: [Outcome.TooComplex], [Outcome.TooMany], [Outcome.Read].
    ///
    /// @param pointsLeft how many points may be read
    public Outcome read(
            String tenant, PathPattern pattern, long from, long until, long pointsLeft) {
        return switch (findNodes.find(tenant, pattern, from, until)) {
            case TooComplex() -> new Outcome.TooComplex();
            case TooMany() -> new Outcome.TooMany(FindNodes.NODES_MAX);
            case Found(var nodes) -> {
                var leaves = nodes.stream().filter(MetricNode::leaf).toList();
                var grid = grid(from, until);
                yield leaves.size() * grid.length > pointsLeft
                        ? new Outcome.TooMany(leaves.size() * grid.length)
                        : new Outcome.Read(read(tenant, leaves, grid));
            }
        };
    }

    private List<Readings> read(String tenant, List<MetricNode> leaves, Grid grid) {
        if (leaves.isEmpty()) {
            return List.of();
        }
        var readings = new LinkedHashMap<String, Readings>();
        var measures = new HashMap<String, Measure>();
        for (var leaf : leaves) {
            var values = new double[(int) grid.length];
            Arrays.fill(values, Double.NaN);
            var key = new SeriesId(tenant, leaf.path()).key();
            readings.put(key, new Readings(leaf.path(), grid.start, grid.step, values));
            measures.put(
                    key,
                    Objects.requireNonNullElseGet(leaf.measure(), () -> Measure.of(leaf.path())));
        }
        if (grid.step == Slot.RAW_SECONDS) {
            scanRaw(
                    readings.keySet(),
                    grid.start,
                    grid.end(),
                    (key, time, value) -> {
                        var of = readings.get(key);
                        if (of != null) {
                            of.values()[(int) ((time - grid.start) / grid.step)] = value;
                        }
                    });
        } else {
            unsettled(readings, measures, grid);
            rolledUp(readings, measures, grid);
        }
        return List.copyOf(readings.values());
    }

    private void rolledUp(
            Map<String, Readings> readings, Map<String, Measure> measures, Grid grid) {
        scan(
                indices.ofRollUps(grid.start, grid.end()),
                readings.keySet(),
                grid.start,
                grid.end(),
                List.of("min", "max", "sum", "count", "last"),
                (key, time, fields) -> {
                    var of = readings.get(key);
                    var measure = measures.get(key);
                    if (of != null && measure != null) {
                        of.values()[(int) ((time - grid.start) / grid.step)] =
                                measure.value(
                                        number(fields, "min"),
                                        number(fields, "max"),
                                        number(fields, "sum"),
                                        number(fields, "count"),
                                        number(fields, "last"));
                    }
                });
    }

    private void unsettled(
            Map<String, Readings> readings, Map<String, Measure> measures, Grid grid) {
        var from =
                Math.max(
                        grid.start,
                        Slot.rollUp(clock.instant().getEpochSecond() - UNSETTLED_SECONDS));
        if (from >= grid.end()) {
            return;
        }
        var gathered = new HashMap<String, List<double[]>>();
        scanRaw(
                readings.keySet(),
                from,
                grid.end(),
                (key, time, value) ->
                        gathered.computeIfAbsent(key, any -> new ArrayList<>())
                                .add(new double[] {time, value}));
        gathered.forEach((key, points) -> {
            var of = readings.get(key);
            var measure = measures.get(key);
            if (of != null && measure != null) {
                measure.rollUp(points, of);
            }
        });
    }

    private void scanRaw(Collection<String> keys, long start, long end, ValueReader reader) {
        scan(
                indices.ofPoints(start, end - 1),
                keys,
                start,
                end,
                List.of("value"),
                (key, time, fields) -> reader.read(key, time, number(fields, "value")));
    }

    private void scan(
            String names,
            Collection<String> keys,
            long start,
            long end,
            List<String> fields,
            FieldReader reader) {
        var list = List.copyOf(keys);
        var wanted = new ArrayList<>(fields);
        wanted.add("series");
        wanted.add("time");
        for (var first = 0; first < list.size(); first += SERIES_A_QUERY) {
            var some = list.subList(first, Math.min(list.size(), first + SERIES_A_QUERY));
            elasticsearch.scan(
                    names,
                    PAGE,
                    Map.of(
                            "bool",
                            Map.of(
                                    "filter",
                                    List.of(
                                            Map.of("terms", Map.of("series", some)),
                                            Map.of(
                                                    "range",
                                                    Map.of(
                                                            "time",
                                                            MetricIndices.between(start, end)))))),
                    wanted,
                    found ->
                            reader.read(
                                    found.path("series").path(0).asString(),
                                    Long.parseLong(found.path("time").path(0).asString()),
                                    found));
        }
    }

    private static double number(JsonNode fields, String name) {
        return fields.path(name).path(0).asDouble(Double.NaN);
    }

    /// The times of the values after `from` up to `until`, as Whisper has them.
    private Grid grid(long from, long until) {
        var step =
                from < clock.instant().getEpochSecond() - properties.rawKeep().toSeconds()
                        ? Slot.ROLL_UP_SECONDS
                        : Slot.RAW_SECONDS;
        var start = from - Math.floorMod(from, step) + step;
        var end = Math.max(start + step, until - Math.floorMod(until, step) + step);
        return new Grid(start, step, (end - start) / step);
    }

    private record Grid(long start, int step, long length) {

        long end() {
            return start + step * length;
        }
    }

    private interface ValueReader {
        void read(String key, long time, double value);
    }

    private interface FieldReader {
        void read(String key, long time, JsonNode fields);
    }

    /// What was read.
    public sealed interface Outcome {

        /// Perhaps nothing.
        record Read(List<Readings> series) implements Outcome {}

        /// More than one request may read.
        ///
        /// @param count how many points, or series, it would have been
        record TooMany(long count) implements Outcome {}

        /// See [FindNodes.Outcome.TooComplex].
        record TooComplex() implements Outcome {}
    }
}
