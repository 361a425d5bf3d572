package dev.konbini.logging.ingest;

import dev.konbini.logging.index.Indices;
import dev.konbini.logging.ingest.Reading.Document;
import dev.konbini.logging.topic.HeaderValues;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads order events (`contracts/topics/orders`): CloudEvents 1.0 in structured JSON.
@Component
final class EventReader implements RecordReader {

    private static final String TRACEPARENT = "traceparent";

    private final Indices indices;
    private final IngestProperties properties;
    private final JsonScan scan =
            new JsonScan(Set.of("id", "type", "subject", "time", TRACEPARENT));

    EventReader(Indices indices, IngestProperties properties) {
        this.indices = indices;
        this.properties = properties;
    }

    @Override
    public Reading read(ConsumerRecord<byte[], byte[]> record) {
        try {
            var members = scan.members(record, properties.recordSize());
            var id = RecordIds.of(record, members.getOrDefault("id", RecordIds.given(record)));
            @Nullable String time = members.get("time");
            return new Document(
                    record,
                    record.value(),
                    indices.ofEvents(Times.day(time, record.timestamp())),
                    id,
                    "\""
                            + Indices.OWN_FIELD
                            + "\":{\"id\":"
                            + JsonText.quoted(id)
                            + "},"
                            + (time == null
                                    ? Times.member(record)
                                    : "\"" + Times.MEMBER + "\":" + JsonText.quoted(time)),
                    event(record, members));
        } catch (Unfit e) {
            return e.reading(record);
        }
    }

    private static @Nullable OrderEvent event(
            ConsumerRecord<byte[], byte[]> record, Map<String, String> members) {
        @Nullable String type = members.get("type");
        @Nullable String subject = members.get("subject");
        return type == null || subject == null
                ? null
                : new OrderEvent(
                        type,
                        subject,
                        members.getOrDefault(TRACEPARENT, HeaderValues.text(record, TRACEPARENT)));
    }
}
