package dev.konbini.logging.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.Contract;
import dev.konbini.logging.LoggingIT;
import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.IndexManagement;
import dev.konbini.logging.index.IndexTemplates;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Points and roll-ups in Elasticsearch: once each, whatever comes twice, late or at once.
class PointsIT extends LoggingIT {

    @Autowired PointIntake intake;
    @Autowired RollUpStore store;
    @Autowired RollUpLease lease;
    @Autowired LateMarks marks;
    @Autowired Elasticsearch elasticsearch;
    @Autowired IndexManagement management;
    @Autowired MetricIndices indices;
    @Autowired IndexTemplates templates;
    @Autowired ReadSeries readSeries;
    @Autowired FindNodes findNodes;
    @Autowired JsonMapper json;
    @Autowired Clock clock;

    private final String tenant = newTenant();
    private final String path = "p." + UUID.randomUUID().toString().substring(0, 8) + ".load";
    private final long hourAgo = Slot.rollUp(Instant.now().getEpochSecond() - 3600);
    private final MetricProperties usual = properties(200_000);
    private long received = 1;

    @Test
    void lastPointOfASlotStaysInWhateverOrderTheyCome() {
        intake.take(List.of(record(2, 5.0, hourAgo + 3)));
        intake.take(List.of(record(1, 4.0, hourAgo)));
        intake.take(List.of(record(2, 5.0, hourAgo + 3)));

        assertThat(raw()).containsExactly(5.0);

        intake.take(List.of(record(3, 6.0, hourAgo + 9)));
        assertThat(raw()).containsExactly(6.0);
    }

    @Test
    void replayChangesNothing() {
        var records = List.of(record(1, 1.0, hourAgo), record(2, 2.0, hourAgo + 10));
        intake.take(records);
        rollUpAll();
        var before = rollUps();

        intake.take(records);
        rollUpAll();

        assertThat(raw()).containsExactly(1.0, 2.0);
        assertThat(rollUps()).isEqualTo(before);
    }

    @Test
    void latePointCorrectsItsRollUp() {
        intake.take(List.of(record(1, 1.0, hourAgo), record(2, 4.0, hourAgo + 20)));
        rollUpAll();

        assertThat(rollUps()).containsExactly("min 1.0 max 4.0 sum 5.0 count 2 last 4.0");

        intake.take(List.of(record(3, -7.0, hourAgo + 290), record(4, 2.0, hourAgo)));
        rollUpAll();

        assertThat(rollUps()).containsExactly("min -7.0 max 4.0 sum -1.0 count 3 last -7.0");
        assertThat(read(hourAgo - 4 * 86_400))
                .filteredOn(value -> !value.isNaN())
                .containsExactly(-1.0 / 3);
    }

    @Test
    void rollUpIsReadAsItsSendersKindOfValue() {
        var base = "k." + UUID.randomUUID().toString().substring(0, 8);
        var readings = List.of(10.0, 12.0, 15.0);
        take(base + ".cumulative.count", readings, Measure.LAST);
        take(base + ".classes.count", readings, Measure.AVERAGE);
        take(base + ".increments", readings, Measure.SUM);
        take(base + ".graphite.count", readings, null);
        rollUpAll();

        assertThat(rolledUp(base + ".cumulative.count")).containsExactly(15.0);
        assertThat(rolledUp(base + ".classes.count")).containsExactly(37.0 / 3);
        assertThat(rolledUp(base + ".increments")).containsExactly(37.0);
        assertThat(rolledUp(base + ".graphite.count")).containsExactly(37.0);
    }

    @Test
    void seriesThatWasEnteredWithoutItsKindGetsItAndLosesItToNoneThatHasNone() {
        var name = "k." + UUID.randomUUID().toString().substring(0, 8) + ".count";
        take(name, List.of(1.0, 2.0), null);
        take(name, List.of(1.0, 2.0), Measure.LAST);
        var old = new SeriesCatalogue(elasticsearch, indices, usual);
        var series = new SeriesId(tenant, name);
        old.know(Map.of(tenant, List.of(new ReceivedPoint(series, hourAgo, 1, 1, null))));
        rollUpAll();

        assertThat(rolledUp(name)).containsExactly(2.0);

        take(name, List.of(3.0, 4.0), Measure.SUM);
        rollUpAll();
        assertThat(rolledUp(name)).containsExactly(7.0);

        take(name, List.of(3.0, 4.0), Measure.LAST);
        rollUpAll();
        assertThat(rolledUp(name)).containsExactly(4.0);
    }

    @Test
    void seriesAreReadFromAnIndexThatKnowsNoKind() {
        intake.take(List.of(record(1, 1.0, hourAgo)));
        elasticsearch.refresh(indices.all("series-"));
        var found = new ArrayList<JsonNode>();

        elasticsearch.scan(
                indices.ofSeries(hourAgo),
                100,
                Map.of("term", Map.of("path", path)),
                List.of("path", "unmapped"),
                found::add);

        assertThat(found).hasSize(1);
        assertThat(found.getFirst().path("path").path(0).asString()).isEqualTo(path);
        assertThat(found.getFirst().has("unmapped")).isFalse();
    }

    private void take(String path, List<Double> values, @Nullable Measure measure) {
        var points =
                IntStream.range(0, values.size())
                        .mapToObj(i -> new Point(path, values.get(i), hourAgo + 10L * i, measure))
                        .toList();
        var received = this.received++;
        intake.take(
                List.of(
                        record(
                                received,
                                hourAgo,
                                json.writeValueAsString(PointsMessage.of(received, points)))));
    }

    private List<Double> rolledUp(String path) {
        return read(path, hourAgo - 4 * 86_400).stream().filter(value -> !value.isNaN()).toList();
    }

    @Test
    void sumBeyondADoubleIsTheLargestAndStopsNoOther() {
        var other = "p." + UUID.randomUUID().toString().substring(0, 8) + ".load";
        intake.take(
                List.of(
                        record(1, 1.7e308, hourAgo),
                        record(2, 1.7e308, hourAgo + 10),
                        record(3, other, 2.0, hourAgo)));

        refresh();
        assertThat(sumOfElasticsearch()).isEqualTo("Infinity");
        rollUpAll();

        assertThat(rollUps())
                .containsExactly(
                        "min 1.7E308 max 1.7E308 sum 1.7976931348623157E308 count 2 last 1.7E308");
        assertThat(rollUps(other)).containsExactly("min 2.0 max 2.0 sum 2.0 count 1 last 2.0");
    }

    @Test
    void twoThatRollUpAtOnceGetWhatOneGets() throws Exception {
        for (var i = 0; i < 30; i++) {
            intake.take(List.of(record(i + 1, i, hourAgo + i * 10L)));
        }

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 4; i++) {
                var one = anotherRollUp();
                var _ = threads.submit(() -> one.run());
            }
        }
        rollUpAll();

        assertThat(rollUps()).containsExactly("min 0.0 max 29.0 sum 435.0 count 30 last 29.0");
    }

    @Test
    void leaseIsOneReplicasAtATime() {
        var held = new RollUpLease[] {newLease(), newLease()};
        var first = await().until(() -> held[0].take(hourAgo), Optional::isPresent).orElseThrow();

        assertThat(held[1].take(hourAgo)).isEmpty();
        held[0].giveBack(first);

        var second = await().until(() -> held[1].take(hourAgo), Optional::isPresent).orElseThrow();
        assertThat(second.run()).isGreaterThan(first.run());
        assertThat(held[0].keep(first, first.rolledUpTo() + 300)).isEmpty();
        held[1].giveBack(second);
    }

    @Test
    void runThatWasOvertakenReplacesNothing() {
        intake.take(List.of(record(1, 1.0, hourAgo)));
        refresh();
        var series = List.of(new SeriesId(tenant, path).key());
        store.compute(hourAgo, series, 1_000_000_000_000L);

        intake.take(List.of(record(2, 9.0, hourAgo + 10)));
        refresh();
        store.compute(hourAgo, series, 999_999_999_999L);

        assertThat(rollUps()).containsExactly("min 1.0 max 1.0 sum 1.0 count 1 last 1.0");
    }

    @Test
    void markThatIsMadeAgainOutlivesItsRemoval() {
        intake.take(List.of(record(1, 1.0, hourAgo)));
        elasticsearch.refresh(indices.ofMarks());
        var mark = ownMarks();
        intake.take(List.of(record(2, 2.0, hourAgo)));

        marks.remove(mark);

        elasticsearch.refresh(indices.ofMarks());
        assertThat(mark.size() + ownMarks().size()).isNotZero();
        rollUpAll();
        assertThat(ownMarks()).isEmpty();
    }

    @Test
    void seriesBeyondTheirNumberAreDroppedAndOthersKept() {
        var catalogue = new SeriesCatalogue(elasticsearch, indices, properties(1));
        var first = new ReceivedPoint(new SeriesId(tenant, "a.b"), hourAgo, 1, 1, null);
        var second = new ReceivedPoint(new SeriesId(tenant, "a.c"), hourAgo, 1, 1, null);
        templates.ensure();

        assertThat(catalogue.know(Map.of(tenant, List.of(first)))).hasSize(1);
        elasticsearch.refresh(indices.all("series-"));

        assertThat(catalogue.know(Map.of(tenant, List.of(first, second))))
                .containsExactly(first.series());
    }

    @Test
    void deepPathsAreEnteredWholeHoweverFewNodesAreRemembered() {
        var seen = new SeenNodes(50);
        var catalogue = new SeriesCatalogue(elasticsearch, indices, usual, seen);
        var points =
                IntStream.range(0, 40)
                        .mapToObj(i -> new SeriesId(tenant, "r" + i + ".n".repeat(31)))
                        .map(series -> new ReceivedPoint(series, hourAgo, 1, 1, null))
                        .toList();
        templates.ensure();

        assertThat(catalogue.know(Map.of(tenant, points))).hasSize(40);
        assertThat(catalogue.know(Map.of(tenant, points))).hasSize(40);

        elasticsearch.refresh(indices.all("series-"));
        assertThat(find("*")).hasSize(40).noneMatch(MetricNode::leaf);
        assertThat(find("*" + ".n".repeat(30))).hasSize(40).noneMatch(MetricNode::leaf);
        assertThat(find("*" + ".n".repeat(31))).hasSize(40).allMatch(MetricNode::leaf);
        assertThat(seen.size()).isLessThanOrEqualTo(50);
    }

    @Test
    void nodesAreFoundByPattern() {
        intake.take(List.of(record(1, 1.0, hourAgo)));
        elasticsearch.refresh(indices.all("series-"));

        assertThat(find("*")).containsExactly(MetricNode.branch("p"));
        assertThat(find("p.*.lo[a-c]d")).containsExactly(new MetricNode(path, true, null));
        assertThat(find("p.{x,*}.l?ad")).containsExactly(new MetricNode(path, true, null));
        assertThat(find("p.*.*.*")).isEmpty();
        assertThat(find(path)).containsExactly(new MetricNode(path, true, null));
    }

    @Test
    void unreadableRecordIsADeadLetterAndOthersAreKept() {
        var broken = record(1, hourAgo, "{\"points\":");

        intake.take(List.of(broken, record(2, 3.0, hourAgo)));

        assertThat(raw()).containsExactly(3.0);
        assertThat(SUITE.records("dead-letters"))
                .anyMatch(letter ->
                        new String(letter.value(), StandardCharsets.UTF_8).contains(tenant));
    }

    @Test
    void messageKeepsToItsContract() {
        var contract = new Contract("metrics");

        assertThat(
                        contract.faults(
                                json.writeValueAsString(
                                        PointsMessage.of(
                                                7,
                                                List.of(
                                                        new Point("a.b", 1.5, 9),
                                                        new Point("a.c", 2, 9, Measure.LAST))))))
                .isEmpty();
        assertThat(json.readValue(contract.example("points"), PointsMessage.class).points())
                .extracting(PointsMessage.PointMessage::measure)
                .containsExactly(null, null, "last");
    }

    private List<LateMarks.Mark> ownMarks() {
        return marks.some().stream()
                .filter(mark -> mark.series().startsWith(tenant + ":"))
                .toList();
    }

    private List<MetricNode> find(String pattern) {
        return findNodes.find(tenant, new PathPattern(pattern), hourAgo, hourAgo + 60)
                        instanceof FindNodes.Outcome.Found(var nodes)
                ? nodes
                : List.of();
    }

    private void rollUpAll() {
        await().until(() -> {
            elasticsearch.refresh(indices.ofMarks());
            anotherRollUp().run();
            elasticsearch.refresh(indices.ofMarks());
            return ownMarks().isEmpty();
        });
    }

    private List<Double> raw() {
        refresh();
        return read(hourAgo - 60).stream().filter(value -> !value.isNaN()).toList();
    }

    private List<Double> read(long from) {
        return read(path, from);
    }

    private List<Double> read(String path, long from) {
        elasticsearch.refresh(indices.all("series-"));
        elasticsearch.refresh(indices.all("rollups-"));
        return readSeries.read(tenant, new PathPattern(path), from, hourAgo + 600, 1_000_000)
                        instanceof ReadSeries.Outcome.Read(var series)
                ? Arrays.stream(series.getFirst().values()).boxed().toList()
                : List.of();
    }

    private void refresh() {
        elasticsearch.refresh(indices.ofPoints(hourAgo) + "," + indices.ofPoints(hourAgo + 300));
    }

    private List<String> rollUps() {
        return rollUps(path);
    }

    private List<String> rollUps(String path) {
        elasticsearch.refresh(indices.all("rollups-"));
        return SUITE.call(
                        "POST",
                        "/" + SUITE.index("rollups-*") + "/_search",
                        """
                        {"query": {"term": {"series": "%s"}}, "docvalue_fields": ["min", "max", "sum", "count", "last"]}
                        """
                                .formatted(new SeriesId(tenant, path).key()))
                .path("hits")
                .path("hits")
                .valueStream()
                .map(PointsIT::shown)
                .toList();
    }

    private static String shown(JsonNode hit) {
        var fields = hit.path("fields");
        return "min %s max %s sum %s count %s last %s"
                .formatted(
                        fields.path("min").get(0).asDouble(),
                        fields.path("max").get(0).asDouble(),
                        fields.path("sum").get(0).asDouble(),
                        fields.path("count").get(0).asLong(),
                        fields.path("last").get(0).asDouble());
    }

    private String sumOfElasticsearch() {
        return SUITE.call(
                        "POST",
                        "/" + indices.ofPoints(hourAgo) + "/_search",
                        """
                        {"query": {"term": {"series": "%s"}}, "aggs": {"values": {"stats": {"field": "value"}}}}
                        """
                                .formatted(new SeriesId(tenant, path).key()))
                .at("/aggregations/values/sum")
                .stringValue();
    }

    private RollUp anotherRollUp() {
        return new RollUp(
                store,
                newLease(),
                marks,
                elasticsearch,
                management,
                indices,
                templates,
                usual,
                clock);
    }

    private RollUpLease newLease() {
        return new RollUpLease(elasticsearch, indices, json, clock);
    }

    private static MetricProperties properties(int seriesMax) {
        return new MetricProperties(
                "konbini",
                Duration.ofDays(2),
                Duration.ofDays(365),
                seriesMax,
                1_000_000,
                Duration.ofSeconds(15));
    }

    private ConsumerRecord<byte[], byte[]> record(long received, double value, long time) {
        return record(received, path, value, time);
    }

    private ConsumerRecord<byte[], byte[]> record(
            long received, String path, double value, long time) {
        return record(
                received,
                time,
                json.writeValueAsString(
                        PointsMessage.of(received, List.of(new Point(path, value, time)))));
    }

    private ConsumerRecord<byte[], byte[]> record(long offset, long time, String text) {
        var headers = new RecordHeaders();
        headers.add("tenant", tenant.getBytes(StandardCharsets.UTF_8));
        return new ConsumerRecord<>(
                "metrics",
                0,
                offset,
                time * 1000,
                TimestampType.CREATE_TIME,
                0,
                text.length(),
                new byte[0],
                text.getBytes(StandardCharsets.UTF_8),
                headers,
                Optional.empty());
    }
}
