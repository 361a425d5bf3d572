package dev.konbini.logging.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.konbini.logging.Contract;
import dev.konbini.logging.index.Indices;
import dev.konbini.logging.ingest.Reading.Document;
import dev.konbini.logging.ingest.Reading.Unreadable;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class LineReaderTests {

    static final IngestProperties PROPERTIES =
            new IngestProperties(
                    "konbini",
                    DataSize.ofMegabytes(5),
                    DataSize.ofKilobytes(1),
                    Duration.ofMillis(1),
                    Duration.ofMillis(1));

    private final LineReader reader =
            new LineReader(new Indices("k-"), PROPERTIES, ConsumerRecord::value);

    @Test
    void readsTheContractsExample() {
        var line =
                document(
                        new Contract("logs").example("line"),
                        Map.of("tenant", "konbini", "id", "i-1"));

        assertThat(line.index()).isEqualTo("k-logs-konbini-2026.11.22");
        assertThat(line.id()).isEqualTo("i-1");
        assertThat(line.members())
                .isEqualTo(
                        "\"konbini\":{\"id\":\"i-1\",\"tenant\":\"konbini\",\"place\":\"3-17\"}");
        assertThat(line.event()).isNull();
    }

    @Test
    void lineWithoutIdIsCalledByItsPlace() {
        var line = document("{}", Map.of());

        assertThat(line.id()).isEqualTo("konbini.logs-3-17");
    }

    @Test
    void lineThatWasFedFromAnotherSuiteKeepsItsPlaceThere() {
        var line = document("{}", Map.of("id", "i-1", "origin", "k\"-3-1"));

        assertThat(line.members()).contains("\"place\":\"3-17\",\"origin\":\"k\\\"-3-1\"}");
    }

    @Test
    void lineWithoutTimeHasItsRecords() {
        var line = document("{\"message\":\"x\"}", Map.of());

        assertThat(line.index()).endsWith("-2026.11.22");
        assertThat(line.members()).endsWith(",\"@timestamp\":\"2026-11-22T10:00:00Z\"");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T23:59:59.999999999Z, 2026.11.21",
        "2026-11-22T01:00:00+09:00,      2026.11.21",
        "2026-11-21T23:00:00-02:00,      2026.11.22",
        "1795305600000,                  2026.11.22",
        "yesterday,                      2026.11.22",
        "2026-13-45T00:00:00Z,           2026.11.22",
        "1970-01-01T00:00:00Z,           2026.11.22",
        "2099-01-01T00:00:00Z,           2026.11.22",
    })
    void dayIsTheLinesOwnWhereItIsOneAndNear(String time, String day) {
        var line = document("{\"@timestamp\":\"%s\"}".formatted(time), Map.of());

        assertThat(line.index()).isEqualTo("k-logs-konbini-" + day);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"konbini\":{\"tenant\":\"other\"}}",
                "{\"konbini.tenant\":\"other\"}",
                "{\"konbini..tenant\":\"other\"}",
                "{\"a\":1,\"konb\\u0069ni\":1}",
            })
    void senderCannotSetWhatIsOurs(String value) {
        var line = document(value, Map.of());

        assertThat(line.members())
                .startsWith("\"konbini\":{\"id\":\"konbini.logs-3-17\",\"tenant\":\"konbini\"")
                .contains("\"flags\":[\"reserved\"]");
        assertThat(new String(line.value(), StandardCharsets.UTF_8)).doesNotContain("konbini");
    }

    @Test
    void nameThatOnlyBeginsLikeOursIsTheSenders() {
        var line = document("{\"konbinis\":1,\"a\":{\"konbini\":1}}", Map.of());

        assertThat(line.id()).isEqualTo("konbini.logs-3-17");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "\"a\"", "{", "{} {}", "{\"a\":}", "x", "{}x"})
    void whatIsNoJsonObjectIsUnreadable(String value) {
        assertThat(refusal(Records.of(value))).isIn("malformed-json", "empty");
    }

    @Test
    void otherEncodingsAreUnreadable() {
        var record = Records.of("{\"a\":1}".getBytes(StandardCharsets.UTF_16LE), Map.of());

        assertThat(refusal(record)).isEqualTo("malformed-json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "{}", "true", "\"yesterday\"", "-1", "2026"})
    void lineWhoseTimeIsNoneHasItsRecords(String time) {
        var line = document("{\"@timestamp\":%s,\"a\":1}".formatted(time), Map.of());

        assertThat(line.members())
                .contains("\"flags\":[\"time\"]")
                .contains("\"conflicts\":{\"@timestamp\":%s}".formatted(time))
                .endsWith(",\"@timestamp\":\"2026-11-22T10:00:00Z\"");
        assertThat(new String(line.value(), StandardCharsets.UTF_8)).isEqualTo("{\"a\":1}");
    }

    @ParameterizedTest
    @CsvSource({
        "tenant, 'a/b', invalid-tenant",
        "tenant, 'A', invalid-tenant",
        "tenant, '-a', invalid-tenant",
        "tenant, '*', invalid-tenant",
        "tenant, '', invalid-tenant",
        "id, ' ', invalid-id",
    })
    void headerThatIsNoNameIsRefused(String header, String value, String reason) {
        assertThat(refusal(Records.of("{}", Map.of(header, value)))).isEqualTo(reason);
    }

    @Test
    void idLongerThanElasticsearchTakesIsRefused() {
        assertThat(document("{}", Map.of("id", "i".repeat(512))).id()).hasSize(512);
        assertThat(refusal(Records.of("{}", Map.of("id", "i".repeat(513)))))
                .isEqualTo("invalid-id");
    }

    @Test
    void recordLargerThanAllowedIsRefused() {
        assertThat(refusal(Records.of("{\"a\":\"%s\"}".formatted("x".repeat(1024)))))
                .isEqualTo("too-large");
    }

    @Test
    void recordWithoutValueIsRefused() {
        assertThat(refusal(Records.of((byte[]) null, Map.of()))).isEqualTo("empty");
    }

    private Document document(String value, Map<String, String> headers) {
        var reading = reader.read(Records.of(value, headers));
        assertThat(reading).isInstanceOf(Document.class);
        return (Document) reading;
    }

    private String refusal(
            org.apache.kafka.clients.consumer.ConsumerRecord<byte[], byte[]> record) {
        return assertThat(reader.read(record))
                .asInstanceOf(type(Unreadable.class))
                .actual()
                .letter()
                .type();
    }
}
