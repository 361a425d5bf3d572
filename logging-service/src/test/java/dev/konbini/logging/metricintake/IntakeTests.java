package dev.konbini.logging.metricintake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konbini.logging.door.Room;
import dev.konbini.logging.door.TooMuch;
import dev.konbini.logging.metric.Measure;
import dev.konbini.logging.metric.MetricPath;
import dev.konbini.logging.metric.Point;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class IntakeTests {

    @ParameterizedTest
    @CsvSource({
        "a.b 1.5 100, 1.5, 100",
        "a.b -2e3  100.9, -2000, 100",
        "a.b 1 -1, 1, 7",
        "a.b 1 N, 1, 7"
    })
    void graphiteLineIsAPoint(String line, double value, long time) {
        assertThat(GraphiteLine.parse(line, 7)).contains(new Point("a.b", value, time));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a 1", "a b 1", "a 1 b", "a 1 2 3"})
    void graphiteLineThatIsNoneIsRefused(String line) {
        assertThat(GraphiteLine.parse(line, 7)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "a:1",
                ":1|c",
                "a:|c",
                "a:x|c",
                "a:1|q",
                "a:1|c|@0",
                "a:1|c|@2",
                "a:1|c|@x",
                "a:NaN|g",
                "a|#b"
            })
    void statsdLineThatIsNoneIsRefused(String line) {
        assertThat(StatsdLine.parse(line)).isEqualTo(new StatsdLine(List.of(), 1));
    }

    @Test
    void tagsAreNodesBehindTheName() {
        assertThat(StatsdLine.parse("a.b:1|c|#zone:eu-1,env:x.y").values())
                .extracting(StatsdValue::name)
                .containsExactly("a.b.env:x_y.zone:eu-1");
    }

    @Test
    void countersAddUpByTheirRate() {
        assertThat(flushed("a:1|c", "a:2|c|@0.5", "a:1|c:1|c"))
                .containsEntry("stats.counters.a.count", 7.0)
                .containsEntry("stats.counters.a.rate", 0.7);
    }

    @ParameterizedTest
    @CsvSource({
        "lat:1:2:3|ms, '1,2,3', 0",
        "lat:1:2:3|ms|@0.5|#a:b, '1,2,3', 0",
        "hits:1:2|c:3|c, '1,2,3', 0",
        "lat:1:x:3|ms, '1,3', 1",
        "lat:1|ms:2, 1, 1",
        "lat:1:2, '', 2",
        "users:fe80::1:2|s, 'fe80::1:2', 0",
        "level:-1|g|c:83c0a99c, -1, 0",
        "hits:1|c|@0.1|c:83c0a99c|T1656581400, 1, 0",
        "a|#b:1|c, 1, 0"
    })
    void eachValueOfALineIsRead(String line, String texts, int unreadable) {
        var read = StatsdLine.parse(line);

        assertThat(read.values().stream().map(StatsdValue::text).collect(Collectors.joining(",")))
                .isEqualTo(texts);
        assertThat(read.unreadable()).isEqualTo(unreadable);
    }

    @Test
    void timersAreDescribed() {
        assertThat(flushed("t:10|ms", "t:30|ms", "t:20|ms|@0.5", "t:40|h"))
                .containsEntry("stats.timers.t.lower", 10.0)
                .containsEntry("stats.timers.t.upper", 40.0)
                .containsEntry("stats.timers.t.upper_90", 40.0)
                .containsEntry("stats.timers.t.mean", 25.0)
                .containsEntry("stats.timers.t.median", 25.0)
                .containsEntry("stats.timers.t.sum", 100.0)
                .containsEntry("stats.timers.t.count", 5.0)
                .containsEntry("stats.timers.t.count_ps", 0.5);
    }

    @Test
    void ninetiethPercentileLeavesTheHighestTenthOut() {
        var lines = new String[10];
        for (var i = 0; i < 10; i++) {
            lines[i] = "t:" + (i + 1) + "|ms";
        }

        assertThat(flushed(lines)).containsEntry("stats.timers.t.upper_90", 9.0);
    }

    @Test
    void gaugesStayAndChangeByTheirSign() {
        var buckets = new StatsdBuckets(10);
        add(buckets, 0, "g:5|g", "g:+3|g", "g:-1|g");

        assertThat(buckets.flush(10, 10)).containsExactly(new Point("stats.gauges.g", 7, 10));
        assertThat(buckets.flush(20, 10)).containsExactly(new Point("stats.gauges.g", 7, 20));
        add(buckets, 20, "g:+1|g");
        assertThat(buckets.flush(30, 10)).containsExactly(new Point("stats.gauges.g", 8, 30));
    }

    @Test
    void gaugeThatIsNotSetForAnHourIsSentNoMoreAndKeepsItsValue() {
        var buckets = new StatsdBuckets(10);
        add(buckets, 0, "g:7|g");

        assertThat(buckets.flush(3601, 10)).isEmpty();
        add(buckets, 3610, "g:+1|g");
        assertThat(buckets.flush(3620, 10)).containsExactly(new Point("stats.gauges.g", 8, 3620));
    }

    @Test
    void gaugeThatIsSilentForLongestGivesItsRoomToAnotherName() {
        var buckets = new StatsdBuckets(2);
        add(buckets, 0, "a:1|g", "b:2|g");
        add(buckets, 10, "a:+1|g");

        assertThat(buckets.add(value("c:1|c"), 3600)).isFalse();
        assertThat(buckets.add(value("c:1|c"), 3605)).isTrue();
        assertThat(buckets.add(value("d:1|c"), 3605)).isFalse();
        add(buckets, 3605, "a:+1|g");
        assertThat(buckets.flush(3610, 10)).contains(new Point("stats.gauges.a", 3, 3610));
    }

    @Test
    void setsCountWhatDiffers() {
        assertThat(flushed("s:a|s", "s:b|s", "s:a|s"))
                .containsExactly(Map.entry("stats.sets.s.count", 2.0));
    }

    @Test
    void countersAreForgottenAfterTheirFlush() {
        var buckets = new StatsdBuckets(10);
        add(buckets, 0, "a:1|c");

        assertThat(buckets.flush(10, 10)).hasSize(2);
        assertThat(buckets.flush(20, 10)).isEmpty();
    }

    @Test
    void namesBeyondTheirNumberAreRefused() {
        var buckets = new StatsdBuckets(1);

        assertThat(buckets.add(value("a:1|c"), 0)).isTrue();
        assertThat(buckets.add(value("a:1|c"), 0)).isTrue();
        assertThat(buckets.add(value("b:1|c"), 0)).isFalse();
    }

    @Test
    void kernelTellsItsDropsByPort() {
        var table =
                List.of(
                        "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode ref pointer drops",
                        " 1: 0100007F:1FBD 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 1 2 0000 41",
                        " 2: 0100007F:0035 00000000:0000 07 00000000:00000000 00:00000000 00000000     0        0 1 2 0000 7");

        assertThat(KernelDrops.of(8125, table)).isEqualTo(41);
        assertThat(KernelDrops.of(8126, table)).isZero();
    }

    @Test
    void otlpPathHasServiceAndInstanceAndLabelsInOrder() {
        var paths = new OtlpPaths(List.of(Otlp.label("service.instance.id", "i-1")));

        assertThat(
                        paths.path(
                                "http.server.duration",
                                List.of(Otlp.label("route", "/a.b"), Otlp.label("method", "GET"))))
                .isEqualTo("unknown_service.i-1.http.server.duration.method:GET.route:/a_b");
    }

    @Test
    void otlpPathThatIsTooLongIsNotMadeAnyLonger() {
        var wide = "x".repeat(1_000_000);
        var paths = new OtlpPaths(List.of(Otlp.label("service.name", wide)));

        for (var path :
                List.of(
                        paths.path("m", List.of()),
                        new OtlpPaths(List.of()).path(wide, List.of(Otlp.label("a", "b"))),
                        new OtlpPaths(List.of()).path("m", List.of(Otlp.label("a", wide))),
                        new OtlpPaths(List.of()).path("m", List.of(Otlp.label(wide, "b"))))) {
            assertThat(path).hasSize(MetricPath.LENGTH_MAX + 1);
            assertThat(MetricPath.clean(path)).isEmpty();
        }
    }

    @Test
    void otlpPathThatIsAsLongAsItMayBeIsKeptWhole() {
        var paths = new OtlpPaths(List.of());
        var label = "v".repeat(MetricPath.LENGTH_MAX - "unknown_service.-.m.a:".length());

        assertThat(paths.path("m", List.of(Otlp.label("a", label))))
                .isEqualTo("unknown_service.-.m.a:" + label)
                .hasSize(MetricPath.LENGTH_MAX);
    }

    @Test
    void otlpBucketsThatWouldBeTooManyPointsAreRefused() {
        var histogram =
                HistogramDataPoint.newBuilder()
                        .addAllExplicitBounds(Collections.nCopies(400_000, 1.0))
                        .addAllBucketCounts(Collections.nCopies(400_000, 1L));
        var metric =
                Metric.newBuilder()
                        .setName("m".repeat(100))
                        .setHistogram(Histogram.newBuilder().addDataPoints(histogram));
        var request =
                ExportMetricsServiceRequest.newBuilder()
                        .addResourceMetrics(
                                ResourceMetrics.newBuilder()
                                        .addScopeMetrics(
                                                ScopeMetrics.newBuilder().addMetrics(metric)))
                        .build();

        assertThatThrownBy(() -> OtlpPoints.of(request, Room.parts())).isInstanceOf(TooMuch.class);
    }

    @Test
    void otlpJsonCountsTheMessagesThatItMakes() {
        var json =
                JsonMapper.shared()
                        .readTree(
                                "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"gauge\":{\"dataPoints\":[%s{}]}}]}]}]}"
                                        .formatted("{},".repeat(400_000)));

        assertThatThrownBy(() -> OtlpJson.read(json, Room.parts())).isInstanceOf(TooMuch.class);
    }

    @Test
    void otlpPointsAreThoseOfEachKind() {
        assertThat(OtlpPoints.of(Otlp.request("shop", "web1", 50), Room.parts()))
                .hasSize(Otlp.POINTS)
                .contains(
                        new Point("shop.web1.queue.length.name:orders", 4, 50, Measure.AVERAGE),
                        new Point("shop.web1.requests", 12, 50, Measure.LAST),
                        new Point("shop.web1.duration.sum", 4.5, 50, Measure.LAST),
                        new Point("shop.web1.duration.le:0_1", 1, 50, Measure.LAST),
                        new Point("shop.web1.duration.le:0_5", 3, 50, Measure.LAST));
    }

    @ParameterizedTest
    @CsvSource({
        "gauge, '', AVERAGE",
        "sum, '\"aggregationTemporality\":1,\"isMonotonic\":true,', SUM",
        "sum, '\"aggregationTemporality\":2,\"isMonotonic\":true,', LAST",
        "sum, '\"aggregationTemporality\":1,', SUM",
        "sum, '\"aggregationTemporality\":2,', AVERAGE",
        "sum, '\"aggregationTemporality\":\"AGGREGATION_TEMPORALITY_DELTA\",', SUM",
        "sum, '\"isMonotonic\":true,', LAST",
        "histogram, '\"aggregationTemporality\":1,', SUM",
        "histogram, '\"aggregationTemporality\":2,', LAST",
        "exponentialHistogram, '\"aggregationTemporality\":1,', SUM",
        "exponentialHistogram, '\"aggregationTemporality\":2,', LAST",
        "summary, '', LAST"
    })
    void otlpSaysWhatOfSeveralValuesStandsForTheSeries(String kind, String said, Measure measure) {
        var json =
                "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":\"jvm.count\",\"%s\":{%s\"dataPoints\":[{\"asInt\":1,\"count\":1}]}}]}]}]}"
                        .formatted(kind, said);

        var points =
                OtlpPoints.of(
                        OtlpJson.read(JsonMapper.shared().readTree(json), Room.parts()),
                        Room.parts());

        assertThat(points)
                .filteredOn(point -> point.path().endsWith("count"))
                .isNotEmpty()
                .extracting(Point::measure)
                .containsOnly(measure);
    }

    private static Map<String, Double> flushed(String... lines) {
        var buckets = new StatsdBuckets(10);
        add(buckets, 0, lines);
        return buckets.flush(10, 10).stream().collect(Collectors.toMap(Point::path, Point::value));
    }

    private static StatsdValue value(String line) {
        return StatsdLine.parse(line).values().getFirst();
    }

    private static void add(StatsdBuckets buckets, long now, String... lines) {
        for (var line : lines) {
            StatsdLine.parse(line)
                    .values()
                    .forEach(value -> assertThat(buckets.add(value, now)).isTrue());
        }
    }
}
