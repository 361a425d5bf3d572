package dev.konbini.logging.metricintake;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.util.List;

/// What an OpenTelemetry SDK would send.
final class Otlp {

    /// How many points a request has.
    static final int POINTS = 8;

    private Otlp() {}

    static ExportMetricsServiceRequest request(String service, String host, long time) {
        var nanos = time * 1_000_000_000L;
        var request = ExportMetricsServiceRequest.newBuilder();
        var resource = request.addResourceMetricsBuilder();
        resource.getResourceBuilder()
                .addAllAttributes(
                        List.of(label("host.name", host), label("service.name", service)));
        var scope = resource.addScopeMetricsBuilder();
        var gauge = Metric.newBuilder().setName("queue.length");
        gauge.getGaugeBuilder()
                .addDataPoints(
                        NumberDataPoint.newBuilder()
                                .addAttributes(label("name", "orders"))
                                .setAsInt(4)
                                .setTimeUnixNano(nanos));
        var sum = Metric.newBuilder().setName("requests");
        sum.getSumBuilder()
                .setIsMonotonic(true)
                .setAggregationTemporality(
                        AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                .addDataPoints(NumberDataPoint.newBuilder().setAsDouble(12).setTimeUnixNano(nanos));
        var histogram = Metric.newBuilder().setName("duration");
        histogram
                .getHistogramBuilder()
                .setAggregationTemporality(
                        AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
                .addDataPointsBuilder()
                .setCount(6)
                .setSum(4.5)
                .setMin(0.1)
                .setMax(3)
                .addAllExplicitBounds(List.of(0.1, 0.5))
                .addAllBucketCounts(List.of(1L, 2L, 3L))
                .setTimeUnixNano(nanos);
        scope.addMetrics(gauge).addMetrics(sum).addMetrics(histogram);
        return request.build();
    }

    static KeyValue label(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }
}
