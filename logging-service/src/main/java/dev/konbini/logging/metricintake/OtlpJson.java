package dev.konbini.logging.metricintake;

import dev.konbini.logging.door.Parts;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Reads OTLP's JSON, as far as metrics are kept: 64-bit integers are texts or numbers, and what is
/// not known is ignored (OTLP 1.8, "JSON Protobuf Encoding").
public final class OtlpJson {

    private static final int POINT_PARTS = 3;
    private static final int ATTRIBUTE_PARTS = 2;
    private static final int OTHER_PARTS = 3;

    private final Parts parts;

    private OtlpJson(Parts parts) {
        this.parts = parts;
    }

    /// The request that `json` is. What has another form than it should counts as not there.
    ///
    /// @param parts counts the messages that are made, without the tokens of `json`
    /// @throws dev.konbini.logging.door.TooMuch if they are too many
    public static ExportMetricsServiceRequest read(JsonNode json, Parts parts) {
        return new OtlpJson(parts).request(json);
    }

    private ExportMetricsServiceRequest request(JsonNode json) {
        var request = ExportMetricsServiceRequest.newBuilder();
        for (var resource : json.path("resourceMetrics")) {
            parts.add(OTHER_PARTS);
            var metrics = ResourceMetrics.newBuilder();
            metrics.getResourceBuilder().addAllAttributes(attributes(resource.path("resource")));
            for (var scope : resource.path("scopeMetrics")) {
                parts.add(OTHER_PARTS);
                var scoped = ScopeMetrics.newBuilder();
                scope.path("metrics").forEach(metric -> scoped.addMetrics(metric(metric)));
                metrics.addScopeMetrics(scoped);
            }
            request.addResourceMetrics(metrics);
        }
        return request.build();
    }

    private Metric metric(JsonNode json) {
        parts.add(OTHER_PARTS);
        var metric = Metric.newBuilder().setName(json.path("name").asString(""));
        if (json.has("gauge")) {
            points(json, "gauge")
                    .forEach(point -> metric.getGaugeBuilder().addDataPoints(number(point)));
        } else if (json.has("sum")) {
            metric.getSumBuilder()
                    .setAggregationTemporality(temporality(json.path("sum")))
                    .setIsMonotonic(json.path("sum").path("isMonotonic").asBoolean(false));
            points(json, "sum")
                    .forEach(point -> metric.getSumBuilder().addDataPoints(number(point)));
        } else if (json.has("histogram")) {
            metric.getHistogramBuilder()
                    .setAggregationTemporality(temporality(json.path("histogram")));
            points(json, "histogram")
                    .forEach(point -> metric.getHistogramBuilder().addDataPoints(histogram(point)));
        } else if (json.has("exponentialHistogram")) {
            metric.getExponentialHistogramBuilder()
                    .setAggregationTemporality(temporality(json.path("exponentialHistogram")));
            points(json, "exponentialHistogram")
                    .forEach(point ->
                            metric.getExponentialHistogramBuilder()
                                    .addDataPoints(exponential(point)));
        } else if (json.has("summary")) {
            points(json, "summary")
                    .forEach(point -> metric.getSummaryBuilder().addDataPoints(summary(point)));
        }
        return metric.build();
    }

    /// Enums are numbers in OTLP's JSON, but protobuf's own JSON has their names, and is sent too.
    private static AggregationTemporality temporality(JsonNode data) {
        var json = data.path("aggregationTemporality");
        var delta = AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA;
        return whole(json) == delta.getNumber() || json.asString("").equals(delta.name())
                ? delta
                : AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;
    }

    private JsonNode points(JsonNode metric, String kind) {
        var points = metric.path(kind).path("dataPoints");
        parts.add((long) POINT_PARTS * points.size());
        return points;
    }

    private NumberDataPoint number(JsonNode json) {
        var point =
                NumberDataPoint.newBuilder()
                        .addAllAttributes(attributes(json))
                        .setTimeUnixNano(whole(json, "timeUnixNano"))
                        .setFlags((int) whole(json, "flags"));
        if (json.has("asInt")) {
            point.setAsInt(whole(json, "asInt"));
        } else {
            point.setAsDouble(real(json, "asDouble"));
        }
        return point.build();
    }

    private HistogramDataPoint histogram(JsonNode json) {
        var point =
                HistogramDataPoint.newBuilder()
                        .addAllAttributes(attributes(json))
                        .setTimeUnixNano(whole(json, "timeUnixNano"))
                        .setFlags((int) whole(json, "flags"))
                        .setCount(whole(json, "count"));
        if (json.has("sum")) {
            point.setSum(real(json, "sum"));
        }
        if (json.has("min")) {
            point.setMin(real(json, "min"));
        }
        if (json.has("max")) {
            point.setMax(real(json, "max"));
        }
        json.path("bucketCounts").forEach(each -> point.addBucketCounts(whole(each)));
        json.path("explicitBounds").forEach(each -> point.addExplicitBounds(real(each)));
        return point.build();
    }

    private ExponentialHistogramDataPoint exponential(JsonNode json) {
        var point =
                ExponentialHistogramDataPoint.newBuilder()
                        .addAllAttributes(attributes(json))
                        .setTimeUnixNano(whole(json, "timeUnixNano"))
                        .setFlags((int) whole(json, "flags"))
                        .setCount(whole(json, "count"))
                        .setZeroCount(whole(json, "zeroCount"));
        if (json.has("sum")) {
            point.setSum(real(json, "sum"));
        }
        if (json.has("min")) {
            point.setMin(real(json, "min"));
        }
        if (json.has("max")) {
            point.setMax(real(json, "max"));
        }
        return point.build();
    }

    private SummaryDataPoint summary(JsonNode json) {
        var point =
                SummaryDataPoint.newBuilder()
                        .addAllAttributes(attributes(json))
                        .setTimeUnixNano(whole(json, "timeUnixNano"))
                        .setFlags((int) whole(json, "flags"))
                        .setCount(whole(json, "count"))
                        .setSum(real(json, "sum"));
        for (var each : json.path("quantileValues")) {
            parts.add(OTHER_PARTS);
            point.addQuantileValuesBuilder()
                    .setQuantile(real(each, "quantile"))
                    .setValue(real(each, "value"));
        }
        return point.build();
    }

    private List<KeyValue> attributes(JsonNode json) {
        var attributes = json.path("attributes");
        parts.add((long) ATTRIBUTE_PARTS * attributes.size());
        return attributes
                .valueStream()
                .map(each ->
                        KeyValue.newBuilder()
                                .setKey(each.path("key").asString(""))
                                .setValue(value(each.path("value")))
                                .build())
                .toList();
    }

    private static AnyValue value(JsonNode json) {
        var value = AnyValue.newBuilder();
        if (json.has("stringValue")) {
            value.setStringValue(json.path("stringValue").asString(""));
        } else if (json.has("intValue")) {
            value.setIntValue(whole(json, "intValue"));
        } else if (json.has("doubleValue")) {
            value.setDoubleValue(real(json, "doubleValue"));
        } else if (json.has("boolValue")) {
            value.setBoolValue(json.path("boolValue").asBoolean(false));
        }
        return value.build();
    }

    private static long whole(JsonNode json, String name) {
        return whole(json.path(name));
    }

    private static long whole(JsonNode json) {
        return json.asLong(0);
    }

    private static double real(JsonNode json, String name) {
        return real(json.path(name));
    }

    /// A number, or one of the texts that JSON has no numbers for, such as `NaN`.
    private static double real(JsonNode json) {
        return json.asDouble(Double.NaN);
    }
}
