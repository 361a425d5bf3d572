package dev.konbini.logging.metricintake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.LoggingIT;
import dev.konbini.logging.metric.Slot;
import dev.konbini.web.access.Role;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.sdk.common.Clock;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.AggregationTemporalitySelector;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.json.JsonMapper;

/// Metrics of a real OpenTelemetry SDK, as far as `/render`. Its logs are in `door/web`.
class OpenTelemetrySdkIT extends LoggingIT {

    @LocalServerPort private int port;

    private final String service = "s" + UUID.randomUUID().toString().substring(0, 8);

    /// The beginning of five minutes that are over, and so recent that they are made of raw points
    /// where they are not rolled up yet.
    private final long start =
            Instant.now().getEpochSecond() / Slot.ROLL_UP_SECONDS * Slot.ROLL_UP_SECONDS
                    - 2 * Slot.ROLL_UP_SECONDS;

    private final StoppedClock clock = new StoppedClock(start);

    @Test
    void readingsOfTheUsualTemporalityAreNotAddedUp() {
        export(AggregationTemporalitySelector.alwaysCumulative());

        await().untilAsserted(() -> {
            assertThat(raw("orders.count")).containsExactly(3.0, 5.0, 9.0);
            assertThat(rolledUp("orders.count")).containsExactly(9.0);
            assertThat(rolledUp("class.count")).containsExactly(200.0);
            assertThat(rolledUp("open.count")).containsExactly(17.0 / 3);
            assertThat(rolledUp("duration.count")).containsExactly(3.0);
            assertThat(rolledUp("duration.sum")).containsExactly(9.0);
            assertThat(rolledUp("duration.max")).containsExactly(4.0);
            assertThat(rolledUp("duration.le:5")).containsExactly(3.0);
        });
    }

    @Test
    void incrementsAreAddedUpWhateverTheirName() {
        export(AggregationTemporalitySelector.deltaPreferred());

        await().untilAsserted(() -> {
            assertThat(raw("orders.count")).containsExactly(3.0, 2.0, 4.0);
            assertThat(rolledUp("orders.count")).containsExactly(9.0);
            assertThat(rolledUp("orders")).containsExactly(9.0);
            assertThat(rolledUp("class.count")).containsExactly(200.0);
            assertThat(rolledUp("duration.count")).containsExactly(3.0);
            assertThat(rolledUp("duration.sum")).containsExactly(9.0);
            assertThat(rolledUp("duration.le:5")).containsExactly(3.0);
        });
    }

    /// Three exports, ten seconds apart.
    private void export(AggregationTemporalitySelector temporality) {
        var exporter =
                OtlpHttpMetricExporter.builder()
                        .setEndpoint("http://127.0.0.1:" + port + "/v1/metrics")
                        .addHeader(
                                "Authorization",
                                "Bearer " + SUITE.token("konbini", Role.LOG_SENDER))
                        .setAggregationTemporalitySelector(temporality)
                        .build();
        try (var provider =
                SdkMeterProvider.builder()
                        .setClock(clock)
                        .setResource(
                                Resource.create(
                                        Attributes.of(
                                                AttributeKey.stringKey("service.name"),
                                                service,
                                                AttributeKey.stringKey("host.name"),
                                                "web1")))
                        .registerMetricReader(
                                PeriodicMetricReader.builder(exporter)
                                        .setInterval(Duration.ofHours(1))
                                        .build())
                        .build()) {
            var meter = provider.get("shop");
            var counted = meter.counterBuilder("orders.count").build();
            var orders = meter.counterBuilder("orders").build();
            var classes = meter.gaugeBuilder("class.count").ofLongs().build();
            var open = meter.upDownCounterBuilder("open.count").build();
            var duration = meter.histogramBuilder("duration").build();
            for (var more : List.of(3, 2, 4)) {
                clock.advance(10);
                counted.add(more);
                orders.add(more);
                classes.set(200);
                open.add(more);
                duration.record(more);
                assertThat(provider.forceFlush().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
            }
        }
    }

    private List<Double> raw(String metric) throws IOException {
        return values(metric, start - 60);
    }

    private List<Double> rolledUp(String metric) throws IOException {
        return values(metric, start - Duration.ofDays(3).toSeconds());
    }

    private List<Double> values(String metric, long from) throws IOException {
        var answer =
                http.get()
                        .uri("/render")
                        .param("format", "json")
                        .param("from", String.valueOf(from))
                        .param("until", String.valueOf(start + 299))
                        .param("noNullPoints", "true")
                        .param("target", service + ".web1." + metric)
                        .header("Authorization", "Bearer " + SUITE.token("konbini", Role.OPERATOR))
                        .exchange();
        return JsonMapper.shared()
                .readTree(answer.getResponse().getContentAsString())
                .path(0)
                .path("datapoints")
                .valueStream()
                .map(point -> point.get(0).asDouble())
                .toList();
    }

    /// A clock that goes on when it is told to.
    private static final class StoppedClock implements Clock {

        private final AtomicLong seconds;

        StoppedClock(long seconds) {
            this.seconds = new AtomicLong(seconds);
        }

        void advance(long more) {
            seconds.addAndGet(more);
        }

        @Override
        public long now() {
            return TimeUnit.SECONDS.toNanos(seconds.get());
        }

        @Override
        public long nanoTime() {
            return now();
        }
    }
}
