package dev.konbini.logging.metricintake;

import dev.konbini.logging.door.Parts;
import dev.konbini.logging.metric.Measure;
import dev.konbini.logging.metric.Point;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.util.ArrayList;
import java.util.List;

/// Makes points of what an OpenTelemetry SDK or collector sends.
///
/// Gauges and sums are one series each. Of a histogram the series end in `count`, `sum`, `min`,
/// `max` and `le:BOUND`, how many values were at most the bound; of an exponential histogram in the
/// first four and `zero_count`; of a summary in `count`, `sum` and `quantile:Q`. Points that say
/// that there is no value are left out.
///
/// Values stay as they are, and with each goes what its metric says of it: what counts from its
/// last export (delta) adds up, what counts from the beginning (cumulative) is its last reading.
/// What can also fall counts for a gauge, as it does for Prometheus.
public final class OtlpPoints {

    private static final long NANOS = 1_000_000_000L;
    private static final int NO_RECORDED_VALUE = 1;

    /// Of a point without the characters of its path.
    private static final int POINT_PARTS = 2;

    private static final int CHARACTERS_A_PART = 48;

    private final List<Point> points = new ArrayList<>();
    private final Parts parts;

    private OtlpPoints(Parts parts) {
        this.parts = parts;
    }

    /// The points of `request`, in its order.
    ///
    /// @param parts counts what they are made of
    /// @throws dev.konbini.logging.door.TooMuch if that is too much
    public static List<Point> of(ExportMetricsServiceRequest request, Parts parts) {
        var made = new OtlpPoints(parts);
        for (var resource : request.getResourceMetricsList()) {
            var paths = new OtlpPaths(resource.getResource().getAttributesList());
            for (var scope : resource.getScopeMetricsList()) {
                scope.getMetricsList().forEach(metric -> made.add(paths, metric));
            }
        }
        return made.points;
    }

    private void add(OtlpPaths paths, Metric metric) {
        switch (metric.getDataCase()) {
            case GAUGE ->
                    metric.getGauge()
                            .getDataPointsList()
                            .forEach(point ->
                                    number(paths, metric.getName(), point, Measure.AVERAGE));
            case SUM -> {
                var measure = of(metric.getSum());
                metric.getSum()
                        .getDataPointsList()
                        .forEach(point -> number(paths, metric.getName(), point, measure));
            }
            case HISTOGRAM -> {
                var counted = counted(metric.getHistogram().getAggregationTemporality());
                metric.getHistogram()
                        .getDataPointsList()
                        .forEach(point -> histogram(paths, metric.getName(), point, counted));
            }
            case EXPONENTIAL_HISTOGRAM -> {
                var counted = counted(metric.getExponentialHistogram().getAggregationTemporality());
                metric.getExponentialHistogram()
                        .getDataPointsList()
                        .forEach(point -> exponential(paths, metric.getName(), point, counted));
            }
            case SUMMARY ->
                    metric.getSummary()
                            .getDataPointsList()
                            .forEach(point -> summary(paths, metric.getName(), point));
            case DATA_NOT_SET -> {}
        }
    }

    private static Measure of(Sum sum) {
        var counted = counted(sum.getAggregationTemporality());
        return counted == Measure.LAST && !sum.getIsMonotonic() ? Measure.AVERAGE : counted;
    }

    /// Only what says so is an increment: a reading that is taken for one is too much by itself for
    /// each export.
    private static Measure counted(AggregationTemporality temporality) {
        return temporality == AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA
                ? Measure.SUM
                : Measure.LAST;
    }

    private void number(OtlpPaths paths, String name, NumberDataPoint point, Measure measure) {
        if (isThere(point.getFlags())) {
            add(
                    paths.path(name, point.getAttributesList()),
                    point.hasAsInt() ? (double) point.getAsInt() : point.getAsDouble(),
                    point.getTimeUnixNano(),
                    measure);
        }
    }

    private void histogram(
            OtlpPaths paths, String name, HistogramDataPoint point, Measure counted) {
        if (!isThere(point.getFlags())) {
            return;
        }
        var base = paths.path(name, point.getAttributesList());
        var time = point.getTimeUnixNano();
        add(base + ".count", (double) point.getCount(), time, counted);
        if (point.hasSum()) {
            add(base + ".sum", point.getSum(), time, counted);
        }
        if (point.hasMin()) {
            add(base + ".min", point.getMin(), time, Measure.MIN);
        }
        if (point.hasMax()) {
            add(base + ".max", point.getMax(), time, Measure.MAX);
        }
        var upTo = 0L;
        var bounds = Math.min(point.getExplicitBoundsCount(), point.getBucketCountsCount());
        for (var i = 0; i < bounds; i++) {
            upTo += point.getBucketCounts(i);
            add(base + ".le:" + plain(point.getExplicitBounds(i)), (double) upTo, time, counted);
        }
    }

    private void exponential(
            OtlpPaths paths, String name, ExponentialHistogramDataPoint point, Measure counted) {
        if (!isThere(point.getFlags())) {
            return;
        }
        var base = paths.path(name, point.getAttributesList());
        var time = point.getTimeUnixNano();
        add(base + ".count", (double) point.getCount(), time, counted);
        add(base + ".zero_count", (double) point.getZeroCount(), time, counted);
        if (point.hasSum()) {
            add(base + ".sum", point.getSum(), time, counted);
        }
        if (point.hasMin()) {
            add(base + ".min", point.getMin(), time, Measure.MIN);
        }
        if (point.hasMax()) {
            add(base + ".max", point.getMax(), time, Measure.MAX);
        }
    }

    private void summary(OtlpPaths paths, String name, SummaryDataPoint point) {
        if (!isThere(point.getFlags())) {
            return;
        }
        List<KeyValue> labels = point.getAttributesList();
        var base = paths.path(name, labels);
        var time = point.getTimeUnixNano();
        add(base + ".count", (double) point.getCount(), time, Measure.LAST);
        add(base + ".sum", point.getSum(), time, Measure.LAST);
        for (var quantile : point.getQuantileValuesList()) {
            add(
                    base + ".quantile:" + plain(quantile.getQuantile()),
                    quantile.getValue(),
                    time,
                    Measure.AVERAGE);
        }
    }

    private void add(String path, double value, long nanos, Measure measure) {
        parts.add(POINT_PARTS + path.length() / CHARACTERS_A_PART);
        points.add(new Point(path, value, nanos / NANOS, measure));
    }

    private static boolean isThere(int flags) {
        return (flags & NO_RECORDED_VALUE) == 0;
    }

    /// A bound as a node: a dot would begin another.
    private static String plain(double bound) {
        return (bound == Math.rint(bound) && Math.abs(bound) < 1e15
                        ? String.valueOf((long) bound)
                        : String.valueOf(bound))
                .replace('.', '_');
    }
}
