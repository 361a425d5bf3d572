package dev.konbini.logging.operationline;

import dev.konbini.logging.index.ElasticsearchRefusal;
import dev.konbini.logging.ingest.IntakeListener;
import dev.konbini.logging.ingest.TakenRecord;
import dev.konbini.logging.ingest.TakenRecord.Fate;
import dev.konbini.logging.operation.Operation.Outcome;
import dev.konbini.logging.operation.RecordOperation;
import dev.konbini.logging.operation.RecordOperation.Beginning;
import dev.konbini.logging.operation.RecordOperation.Result;
import dev.konbini.logging.topic.FedHeaders;
import dev.konbini.logging.topic.HeaderValues;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Puts on record the operations that the suite's own services tell of in their lines.
///
/// What came in from outside never counts, whoever sends it under which name.
@Service
final class HearOperations implements IntakeListener {

    private static final Logger LOG = LoggerFactory.getLogger(HearOperations.class);
    private static final String SUITE = "konbini";

    /// What every such line has in it, as telemetry writes it; one that has it by chance is parsed
    /// in vain.
    private static final String MARK = "\"operation\":{";

    private final RecordOperation recordOperation;
    private final JsonMapper json;

    HearOperations(RecordOperation recordOperation, JsonMapper json) {
        this.recordOperation = recordOperation;
        this.json = json;
    }

    /// A batch that comes again changes nothing.
    ///
    /// @throws dev.konbini.logging.index.ElasticsearchUnavailable if a later try may succeed
    @Override
    public void taken(List<TakenRecord> records) {
        for (var taken : records) {
            if (taken.fate() != Fate.DEAD_LETTERED
                    && isOwn(taken.record())
                    && isMarked(taken.record().value())) {
                hear(taken.record());
            }
        }
    }

    private void hear(ConsumerRecord<byte[], byte[]> record) {
        try {
            var said = json.readTree(record.value()).path("operation");
            var result =
                    recordOperation.hear(
                            said.path("id").asString(""),
                            beginning(said),
                            Instant.ofEpochMilli(record.timestamp()));
            if (!(result instanceof Result.Recorded)) {
                LOG.debug("Not put on record: {}", said);
            }
        } catch (JacksonException | ElasticsearchRefusal e) {
            // The line itself is kept, and those behind it must not wait for ever.
            LOG.debug("A line tells of no operation after all", e);
        }
    }

    private static Beginning beginning(JsonNode said) {
        return new Beginning(
                said.path("kind").asString(""),
                said.path("what").asString(""),
                said.path("by").asString(""),
                null,
                Duration.ofSeconds(said.path("silenceMaxSeconds").asLong(0)),
                outcome(said.path("outcome").asString("")),
                said.path("output").asString(""),
                Map.of());
    }

    private static @Nullable Outcome outcome(String text) {
        return Stream.of(Outcome.values())
                .filter(outcome -> outcome.text().equals(text))
                .findFirst()
                .orElse(null);
    }

    private static boolean isOwn(ConsumerRecord<byte[], byte[]> record) {
        return SUITE.equals(HeaderValues.text(record, "tenant"))
                && HeaderValues.bytes(record, "source") == null
                && HeaderValues.bytes(record, FedHeaders.ORIGIN) == null;
    }

    private static boolean isMarked(byte[] line) {
        return new String(line, StandardCharsets.ISO_8859_1).contains(MARK);
    }
}
