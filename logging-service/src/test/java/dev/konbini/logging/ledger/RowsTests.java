package dev.konbini.logging.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.logging.ingest.TakenRecord;
import dev.konbini.logging.ingest.TakenRecord.Fate;
import dev.konbini.logging.ledger.Chunk.Row;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowsTests {

    private static final long MINUTE_MILLIS = 60_000;

    private final Rows rows = new Rows("own");

    @Test
    void recordThatNamesNobodyIsTheSuitesOwnFromKafka() {
        assertThat(rows.of(record(Map.of(), 0, "x"))).isEqualTo(new Row("own", "kafka", 0, "x"));
    }

    @Test
    void eachDifferenceMakesAnotherRow() {
        assertThat(rows.of(record(Map.of("tenant", "a"), 0, "x")))
                .isEqualTo(new Row("a", "kafka", 0, "x"));
        assertThat(rows.of(record(Map.of("tenant", "b"), 0, "x")))
                .isEqualTo(new Row("b", "kafka", 0, "x"));
        assertThat(rows.of(record(Map.of("tenant", "b", "source", "http"), 0, "x")))
                .isEqualTo(new Row("b", "http", 0, "x"));
        assertThat(rows.of(record(Map.of("tenant", "b", "source", "http"), MINUTE_MILLIS, "x")))
                .isEqualTo(new Row("b", "http", 1, "x"));
        assertThat(rows.of(record(Map.of("tenant", "b", "source", "http"), MINUTE_MILLIS, "y")))
                .isEqualTo(new Row("b", "http", 1, "y"));
        assertThat(rows.of(record(Map.of("tenant", "b", "source", "http"), MINUTE_MILLIS, null)))
                .isEqualTo(new Row("b", "http", 1, ""));
        assertThat(rows.of(record(Map.of(), MINUTE_MILLIS, null)))
                .isEqualTo(new Row("own", "kafka", 1, ""));
    }

    @Test
    void nextRecordOfTheSameIsInTheSameRow() {
        var first = rows.of(record(Map.of("tenant", "a", "source", "http"), 1, "x"));

        assertThat(rows.of(record(Map.of("tenant", "a", "source", "http"), 2, "x")))
                .isSameAs(first);
    }

    @Test
    void whatCannotBeANameIsNotOne() {
        assertThat(rows.of(record(Map.of("tenant", "No Name", "source", "A"), 0, "x")))
                .isEqualTo(new Row("?", "?", 0, "x"));
    }

    private static TakenRecord record(
            Map<String, String> headers, long timeMillis, @Nullable String index) {
        var kept = new RecordHeaders();
        headers.forEach((name, text) -> kept.add(name, text.getBytes(StandardCharsets.UTF_8)));
        return new TakenRecord(
                new ConsumerRecord<>(
                        "konbini.logs",
                        0,
                        0,
                        timeMillis,
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        new byte[0],
                        new byte[0],
                        kept,
                        Optional.empty()),
                index,
                "i",
                Fate.STORED);
    }
}
