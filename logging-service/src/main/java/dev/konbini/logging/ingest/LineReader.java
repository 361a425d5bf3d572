package dev.konbini.logging.ingest;

import dev.konbini.logging.index.Indices;
import dev.konbini.logging.ingest.Reading.Document;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Component;

/// Reads log lines (`contracts/topics/logs`), and takes whatever else is a JSON object too: a line
/// without a time has its record's.
@Component
final class LineReader implements RecordReader {

    private final Indices indices;
    private final IngestProperties properties;
    private final JsonScan scan = new JsonScan(Set.of(Times.MEMBER));

    LineReader(Indices indices, IngestProperties properties) {
        this.indices = indices;
        this.properties = properties;
    }

    @Override
    public Reading read(ConsumerRecord<byte[], byte[]> record) {
        var tenant =
                Objects.requireNonNullElse(RecordIds.header(record, "tenant"), properties.tenant());
        if (!Tenants.isName(tenant)) {
            return Reading.unreadable(
                    record, "invalid-tenant", "A tenant's name matches " + Tenants.NAME);
        }
        try {
            var members = scan.members(record, properties.recordSize());
            var given = RecordIds.given(record);
            var id = RecordIds.of(record, given);
            var day = Times.day(members.get(Times.MEMBER), record.timestamp());
            var own =
                    "\""
                            + Indices.OWN_FIELD
                            + "\":{\"id\":"
                            + JsonText.quoted(id)
                            + ",\"tenant\":\""
                            + tenant
                            + (given == null ? "\"}" : place(record));
            return new Document(
                    record,
                    indices.ofLines(tenant, day),
                    id,
                    members.containsKey(Times.MEMBER) ? own : own + "," + Times.member(record),
                    null);
        } catch (Unfit e) {
            return e.reading(record);
        }
    }

    // Tells a record that comes again from another of the same id: see the ledger.
    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return "\",\"place\":\"" + record.partition() + "-" + record.offset() + "\"}";
    }
}
