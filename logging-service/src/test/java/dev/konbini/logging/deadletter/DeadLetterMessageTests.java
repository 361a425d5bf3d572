package dev.konbini.logging.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.logging.Contract;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class DeadLetterMessageTests {

    private static final Instant TIME = Instant.parse("2026-11-22T03:04:06Z");

    @Test
    void keepsTheRecordWhole() {
        var letter =
                letter(
                        "rack-7".getBytes(StandardCharsets.UTF_8),
                        "{\"@timestamp\":\"yesterday\"}".getBytes(StandardCharsets.UTF_8));

        var message = message(letter);

        assertThat(JsonMapper.shared().readTree(message))
                .isEqualTo(
                        JsonMapper.shared()
                                .readTree(new Contract("dead-letters").example("dead-letter")));
        assertThat(letter.place()).isEqualTo("konbini.logs-0-17");
    }

    @Test
    void keepsToTheContractWithoutKeyAndValue() {
        assertThat(new Contract("dead-letters").faults(message(letter(null, null)))).isEmpty();
    }

    private static String message(DeadLetter letter) {
        return JsonMapper.shared().writeValueAsString(DeadLetterMessage.from(letter, TIME));
    }

    private static DeadLetter letter(byte @Nullable [] key, byte @Nullable [] value) {
        var headers = new RecordHeaders();
        headers.add("tenant", "konbini".getBytes(StandardCharsets.UTF_8));
        return new DeadLetter(
                new ConsumerRecord<>(
                        "konbini.logs",
                        0,
                        17,
                        Instant.parse("2026-11-22T03:04:05Z").toEpochMilli(),
                        TimestampType.CREATE_TIME,
                        0,
                        0,
                        key,
                        value,
                        headers,
                        Optional.empty()),
                "document_parsing_exception",
                "failed to parse field [@timestamp] of type [date]");
    }
}
