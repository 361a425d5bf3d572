package dev.konbini.logging.metricintake;

import dev.konbini.logging.door.Parts;
import dev.konbini.logging.metric.Point;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.util.ArrayList;
import java.util.List;

/// Makes points of what an OpenTelemetry SDK or collector sends.
///
/// Gauges and sums are one series each. Of a histogram the series end in `count`, `sum`, `min`,
/// `max` and `le:BOUND`, how many values were at most the bound; of an exponential histogram in the
/// first four and `zero_count`; of a summary in `count`, `sum` and `quantile:Q`. Points that say
/// that there is no value are left out. Sums that count from their last export (delta) are kept as
/// they are: the sender decides.
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
                            .forEach(point -> number(paths, metric.getName(), point));
            case SUM ->
                    metric.getSum()
                            .getDataPointsList()
                            .forEach(point -> number(paths, metric.getName(), point));
            case HISTOGRAM ->
                    metric.getHistogram()
                            .getDataPointsList()
                            .forEach(point -> histogram(paths, metric.getName(), point));
            case EXPONENTIAL_HISTOGRAM ->
                    metric.getExponentialHistogram()
                            .getDataPointsList()
                            .forEach(point -> exponential(paths, metric.getName(), point));
            case SUMMARY ->
                    metric.getSummary()
                            .getDataPointsList()
                            .forEach(point -> summary(paths, metric.getName(), point));
            case DATA_NOT_SET -> {}
        }
    }

    private void number(OtlpPaths paths, String name, NumberDataPoint point) {
        if (isThere(point.getFlags())) {
            add(
                    paths.path(name, point.getAttributesList()),
                    point.hasAsInt() ? (double) point.getAsInt() : point.getAsDouble(),
                    point.getTimeUnixNano());
        }
    }

    private void histogram(OtlpPaths paths, String name, HistogramDataPoint point) {
        if (!isThere(point.getFlags())) {
            return;
        }
        var base = paths.path(name, point.getAttributesList());
        var time = point.getTimeUnixNano();
        add(base + ".count", (double) point.getCount(), time);
        if (point.hasSum()) {
            add(base + ".sum", point.getSum(), time);
        }
        if (point.hasMin()) {
            add(base + ".min", point.getMin(), time);
        }
        if (point.hasMax()) {
            add(base + ".max", point.getMax(), time);
        }
        var upTo = 0L;
        var bounds = Math.min(point.getExplicitBoundsCount(), point.getBucketCountsCount());
        for (var i = 0; i < bounds; i++) {
            upTo += point.getBucketCounts(i);
            add(base + ".le:" + plain(point.getExplicitBounds(i)), (double) upTo, time);
        }
    }

    private void exponential(OtlpPaths paths, String name, ExponentialHistogramDataPoint point) {
        if (!isThere(point.getFlags())) {
            return;
        }
        var base = paths.path(name, point.getAttributesList());
        var time = point.getTimeUnixNano();
        add(base + ".count", (double) point.getCount(), time);
        add(base + ".zero_count", (double) point.getZeroCount(), time);
        if (point.hasSum()) {
            add(base + ".sum", point.getSum(), time);
        }
        if (point.hasMin()) {
            add(base + ".min", point.getMin(), time);
        }
        if (point.hasMax()) {
            add(base + ".max", point.getMax(), time);
        }
    }

    private void summary(OtlpPaths paths, String name, SummaryDataPoint point) {
        if (!isThere(point.getFlags())) {
            return;
        }
        List<KeyValue> labels = point.getAttributesList();
        var base = paths.path(name, labels);
        var time = point.getTimeUnixNano();
        add(base + ".count", (double) point.getCount(), time);
        add(base + ".sum", point.getSum(), time);
        for (var quantile : point.getQuantileValuesList()) {
            add(base + ".quantile:" + plain(quantile.getQuantile()), quantile.getValue(), time);
        }
    }

    private void add(String path, double value, long nanos) {
        parts.add(POINT_PARTS + path.length() / CHARACTERS_A_PART);
        points.add(new Point(path, value, nanos / NANOS));
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
