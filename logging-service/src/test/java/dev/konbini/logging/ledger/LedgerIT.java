package dev.konbini.logging.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.Contract;
import dev.konbini.logging.LoggingIT;
import dev.konbini.logging.OperatorApi;
import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.IndexManagement;
import dev.konbini.logging.index.IndexTemplates;
import dev.konbini.logging.index.Indices;
import dev.konbini.logging.ingest.TakenRecord;
import dev.konbini.logging.ingest.TakenRecord.Fate;
import dev.konbini.logging.ledger.Chunk.Counts;
import dev.konbini.logging.ledger.Chunk.Row;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class LedgerIT extends LoggingIT {

    @Autowired Elasticsearch elasticsearch;
    @Autowired IndexManagement management;
    @Autowired IndexTemplates templates;
    @Autowired Indices indices;
    @Autowired Entries entries;
    @Autowired WriteLedger writeLedger;
    @Autowired ReadLedger readLedger;
    @Autowired RemovedLines removedLines;
    @Autowired LostLines lostLines;
    @Autowired ChunkStore chunkStore;

    private final String tenant = newTenant();
    private final String topic = "books-" + UUID.randomUUID();
    private final String instance = "shop-" + UUID.randomUUID();
    private OperatorApi api;

    @BeforeEach
    void call() {
        api = new OperatorApi(http, SUITE);
        templates.ensure();
    }

    @Test
    void everyLineIsBookedAsWhatBecameOfIt() {
        SUITE.send("logs", "a", Map.of("tenant", tenant, "id", "1"), "{\"message\":\"x\"}");
        SUITE.send("logs", "a", Map.of("tenant", tenant, "id", "1"), "{\"message\":\"x\"}");
        SUITE.send("logs", "a", Map.of("tenant", tenant), "{\"message\":\"broken");
        SUITE.send("logs", "a", Map.of("tenant", tenant, "source", "http"), "{\"message\":\"y\"}");

        await().until(() -> ledger().path("total").path("received").asInt() == 4);

        assertThat(counts(items("kafka"))).containsExactly(3L, 1L, 1L, 1L, 0L, 0L);
        assertThat(counts(items("http"))).containsExactly(1L, 1L, 0L, 0L, 0L, 0L);
        assertThat(SUITE.count("logs-" + tenant + "-*")).isEqualTo(2);
        await().until(() -> ledger().path("pending").asLong(-1) == 0);
    }

    @Test
    void batchThatComesAgainIsBookedOnceHoweverItIsCut() {
        writeLedger.taken(records(0, 100, Fate.STORED));

        writeLedger.taken(records(0, 60, Fate.REPEATED));
        writeLedger.taken(records(60, 130, Fate.STORED));
        writeLedger.taken(records(0, 130, Fate.REPEATED));

        assertThat(total()).containsExactly(130L, 130L, 0L, 0L, 0L, 0L);
    }

    @Test
    void replicasThatOvertakeEachOtherBookEachRecordOnce() {
        var other = new WriteLedger(elasticsearch, entries, indices, new SimpleMeterRegistry());

        for (var start = 0; start < 200; start += 10) {
            writeLedger.taken(records(start, start + 25, Fate.STORED));
            other.taken(records(start, start + 30, Fate.STORED));
        }

        assertThat(total()).containsExactly(220L, 220L, 0L, 0L, 0L, 0L);
    }

    @Test
    void batchThatCrossesFromChunkToChunkLeavesNoGap() {
        writeLedger.taken(records(9_990, 10_010, Fate.STORED));
        writeLedger.taken(records(10_010, 10_020, Fate.STORED));

        assertThat(total()).containsExactly(30L, 30L, 0L, 0L, 0L, 0L);
        assertThat(missing()).isEmpty();
    }

    @Test
    void lineStoredByATryThatEndedBeforeItWasBookedIsStoredAndNotRepeated() {
        var index = index();
        SUITE.call(
                "PUT",
                "/" + index + "/_doc/mine?refresh=true",
                "{\"konbini\":{\"id\":\"mine\",\"place\":\"0-0\"}}");
        SUITE.call(
                "PUT",
                "/" + index + "/_doc/other?refresh=true",
                "{\"konbini\":{\"id\":\"other\",\"place\":\"1-77\"}}");

        writeLedger.taken(
                List.of(
                        new TakenRecord(record(0), index, "mine", Fate.REPEATED),
                        new TakenRecord(record(1), index, "other", Fate.REPEATED)));

        assertThat(total()).containsExactly(2L, 1L, 1L, 0L, 0L, 0L);
    }

    @Test
    void recordsThatNobodyBookedAreMissingUntilTheyCome() {
        writeLedger.taken(records(0, 10, Fate.STORED));
        writeLedger.taken(records(14, 20, Fate.STORED));

        assertThat(missing())
                .singleElement()
                .satisfies(gap -> {
                    assertThat(gap.path("kind").asString()).isEqualTo("offsets");
                    assertThat(gap.path("from").asLong()).isEqualTo(10);
                    assertThat(gap.path("to").asLong()).isEqualTo(14);
                    assertThat(gap.path("count").asLong()).isEqualTo(4);
                });

        writeLedger.taken(records(8, 16, Fate.REPEATED));

        assertThat(missing()).isEmpty();
        assertThat(total()).containsExactly(20L, 20L, 0L, 0L, 0L, 0L);
    }

    @Test
    void numbersThatAnInstanceGaveAndKafkaHasNotAreMissingUnlessItSaysItLostThem() {
        var lines = new ArrayList<TakenRecord>();
        for (var number : List.of(1, 2, 3, 7, 8)) {
            lines.add(
                    new TakenRecord(
                            record(
                                    lines.size(),
                                    instance,
                                    Map.of("tenant", "konbini", "id", instance + "-" + number)),
                            index(),
                            instance + "-" + number,
                            Fate.STORED));
        }

        writeLedger.taken(lines);

        assertThat(missing(instance))
                .singleElement()
                .satisfies(gap -> {
                    assertThat(gap.path("kind").asString()).isEqualTo("sequence");
                    assertThat(gap.path("from").asLong()).isEqualTo(4);
                    assertThat(gap.path("count").asLong()).isEqualTo(3);
                });

        beat(3);

        await().untilAsserted(() -> {
            lostLines.note();
            assertThat(missing(instance)).isEmpty();
        });
        assertThat(api.get("/api/logs/ledger").path("lost").toString())
                .contains("{\"instance\":\"%s\",\"lines\":3}".formatted(instance));
    }

    @Test
    void linesOfAnIndexThatIsGoneAreExpiredWhereTheirTimeWasOverAndMissingOtherwise() {
        SUITE.send("logs", "a", Map.of("tenant", tenant), "{\"message\":\"x\"}");
        await().until(() -> ledger().path("total").path("stored").asInt() == 1);
        var index = SUITE.documents("logs-" + tenant + "-*").getFirst().path("_index").asString();

        SUITE.call("DELETE", "/" + index, null);

        assertThat(counts(ledger().path("total")).get(1)).isZero();
        assertThat(missing(index))
                .singleElement()
                .satisfies(gap -> assertThat(gap.path("kind").asString()).isEqualTo("index"));

        // Minutes are booked: the removal is later than the line's minute in any case.
        removedLines.removing(index, null);

        assertThat(counts(ledger().path("total")).get(4)).isEqualTo(1);
        assertThat(missing(index)).isEmpty();
    }

    @Test
    void whatIsMissingAtTwoLooksIsSaid() {
        var metrics = new SimpleMeterRegistry();
        var watch =
                new WatchLedger(
                        readLedger,
                        lostLines,
                        new LedgerProperties(Duration.ofHours(1), Duration.ofHours(1)),
                        Clock.systemUTC(),
                        metrics);
        writeLedger.taken(records(0, 10, Fate.STORED));
        writeLedger.taken(records(15, 20, Fate.STORED));
        var gauge = metrics.get("konbini.ledger.missing").gauge();

        watch.look();
        assertThat(gauge.value()).isZero();
        watch.look();
        assertThat(gauge.value()).isGreaterThanOrEqualTo(5);

        writeLedger.taken(records(10, 15, Fate.STORED));
        var before = gauge.value();
        watch.look();
        assertThat(gauge.value()).isEqualTo(before - 5);
    }

    @Test
    void gaugeSaysThatNothingIsKnownWhereALookFails() {
        var metrics = new SimpleMeterRegistry();
        var now = new AtomicReference<>(Instant.now());
        var watch =
                new WatchLedger(
                        readLedger,
                        lostLines,
                        new LedgerProperties(Duration.ofHours(1), Duration.ofHours(1)),
                        ((InstantSource) () -> now.get()).withZone(ZoneOffset.UTC),
                        metrics);
        var gauge = metrics.get("konbini.ledger.missing").gauge();

        assertThat(gauge.value()).isNaN();
        watch.look();
        assertThat(gauge.value()).isNotNaN();

        // A time that nobody can be asked about.
        now.set(Instant.MAX);
        assertThatThrownBy(watch::look).isInstanceOf(DateTimeException.class);
        assertThat(gauge.value()).isNaN();
    }

    @Test
    void chunksThatAreTooLargeTogetherAreReadAllTheSame() {
        var time = Instant.parse("2001-01-01T00:00:00Z");
        var name = "index-".repeat(100);
        var numbers = IntStream.range(0, 12).boxed().toList();
        for (var number : numbers) {
            var row = new HashMap<Row, Counts>();
            // Every second one lies in another year, so that it is looked up by its key.
            var minute = Chunk.minute(time.toEpochMilli()) + (number % 2 == 0 ? 0 : 2_000_000);
            for (var i = 0; i < 1_800; i++) {
                row.put(new Row(tenant, "kafka", minute, name + i), new Counts(1, 0, 0));
            }
            var key = new ChunkKey(topic, 0, number);
            elasticsearch.put(
                    indices.ofLedger(),
                    key.id(),
                    new Chunk(key, Ranges.of(0, 1), row, Map.of()).document());
        }

        var chunks = chunkStore.between(time, time.plusSeconds(60)).orElseThrow();

        assertThat(chunks.stream().filter(chunk -> chunk.key().topic().equals(topic)))
                .extracting(chunk -> (int) chunk.key().number())
                .containsExactlyInAnyOrderElementsOf(numbers.subList(0, 11));
        assertThat(chunks).allSatisfy(chunk -> assertThat(chunk.rows()).isNotEmpty());
    }

    @Test
    void whatIsWrongIsNamed() {
        var answer = api.call("/api/logs/ledger?from=2026-11-22T00:00:00Z&to=2026-11-21T00:00:00Z");

        assertThat(answer).hasStatus(400);
        assertThat(answer).bodyJson().extractingPath("$.errors[0].parameter").isEqualTo("from");
    }

    private List<TakenRecord> records(int from, int to, Fate fate) {
        var records = new ArrayList<TakenRecord>();
        for (var offset = from; offset < to; offset++) {
            records.add(new TakenRecord(record(offset), index(), topic + "-0-" + offset, fate));
        }
        return records;
    }

    private ConsumerRecord<byte[], byte[]> record(long offset) {
        return record(offset, "till", Map.of("tenant", tenant));
    }

    private ConsumerRecord<byte[], byte[]> record(
            long offset, String key, Map<String, String> headers) {
        var kept = new RecordHeaders();
        headers.forEach((name, text) -> kept.add(name, text.getBytes(StandardCharsets.UTF_8)));
        return new ConsumerRecord<>(
                topic,
                0,
                offset,
                Instant.now().toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                2,
                key.getBytes(StandardCharsets.UTF_8),
                "{}".getBytes(StandardCharsets.UTF_8),
                kept,
                Optional.empty());
    }

    /// An index that is there.
    private String index() {
        var index = SUITE.index("logs-" + tenant + "-" + day());
        if (!management.names(index).contains(index)) {
            SUITE.call("PUT", "/" + index, null);
        }
        return index;
    }

    private static String day() {
        return LocalDate.now(ZoneOffset.UTC).toString().replace('-', '.');
    }

    private void beat(long lost) {
        var heartbeat =
                (ObjectNode)
                        JsonMapper.shared()
                                .readTree(new Contract("heartbeats").example("heartbeat"));
        heartbeat
                .put("instance", instance)
                .put("time", Instant.now().toString())
                .put("linesLost", lost);
        SUITE.send("heartbeats", instance, Map.of(), heartbeat.toString());
    }

    private JsonNode ledger() {
        return api.get("/api/logs/ledger?tenant=" + tenant);
    }

    private List<Long> total() {
        return counts(ledger().path("items").valueStream().toList());
    }

    /// Those of a source, one for each minute.
    private List<JsonNode> items(String source) {
        return ledger().path("items")
                .valueStream()
                .filter(item -> item.path("source").asString().equals(source))
                .toList();
    }

    private List<JsonNode> missing() {
        return missing(topic + "-0");
    }

    private List<JsonNode> missing(String name) {
        return ledger().path("missing")
                .valueStream()
                .filter(gap -> gap.path("name").asString().equals(name))
                .toList();
    }

    private static List<Long> counts(JsonNode node) {
        return counts(List.of(node));
    }

    /// Received, stored, repeated, dead-lettered, expired, missing.
    private static List<Long> counts(List<JsonNode> nodes) {
        return List.of("received", "stored", "repeated", "deadLettered", "expired", "missing")
                .stream()
                .map(name -> nodes.stream().mapToLong(node -> node.path(name).asLong()).sum())
                .toList();
    }
}
