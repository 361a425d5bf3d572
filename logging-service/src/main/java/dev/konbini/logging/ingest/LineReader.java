package dev.konbini.logging.ingest;

import dev.konbini.logging.index.Indices;
import dev.konbini.logging.ingest.Reading.Document;
import dev.konbini.logging.tenant.Tenant;
import dev.konbini.logging.topic.FedHeaders;
import dev.konbini.logging.topic.FlagsHeader;
import dev.konbini.logging.topic.HeaderValues;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads log lines (`contracts/topics/logs`), and takes whatever else is a JSON object too: a line
/// without a time has its record's, and what its fields cannot hold is kept beside them
/// (`docs/decisions/any-json.md`).
@Component
final class LineReader implements RecordReader {

    private final Indices indices;
    private final IngestProperties properties;
    private final LineValue values;
    private final LineScan scan = new LineScan();

    /// Whose the last line was, which is mostly the next one's too: a name that was looked at.
    private volatile @Nullable String known;

    LineReader(Indices indices, IngestProperties properties, LineValue values) {
        this.indices = indices;
        this.properties = properties;
        this.values = values;
    }

    @Override
    public Reading read(ConsumerRecord<byte[], byte[]> record) {
        var tenant =
                Objects.requireNonNullElse(
                        HeaderValues.text(record, "tenant"), properties.tenant());
        if (!isName(tenant)) {
            return Reading.unreadable(
                    record, "invalid-tenant", "A tenant's name matches " + Tenant.NAME);
        }
        try {
            var line = content(record);
            var given = RecordIds.given(record);
            var id = RecordIds.of(record, given);
            var own =
                    "\""
                            + Indices.OWN_FIELD
                            + "\":{\"id\":"
                            + JsonText.quoted(id)
                            + ",\"tenant\":\""
                            + tenant
                            + "\""
                            + (given == null ? "" : place(record))
                            + origin(record)
                            + line.members()
                            + "}";
            return new Document(
                    record,
                    line.json(),
                    indices.ofLines(tenant, Times.day(line.time(), record.timestamp())),
                    id,
                    line.time() == null ? own + "," + Times.member(record) : own,
                    null);
        } catch (Unfit e) {
            return e.reading(record);
        }
    }

    private LineContent content(ConsumerRecord<byte[], byte[]> record) throws Unfit {
        var content = scan.content(values.of(record), properties.recordSize());
        return FlagsHeader.DUPLICATE.equals(HeaderValues.text(record, FlagsHeader.NAME))
                ? content.with(Flag.DUPLICATE)
                : content;
    }

    // Of a line that was fed from another suite: which line of that one it is.
    private static String origin(ConsumerRecord<byte[], byte[]> record) {
        var origin = HeaderValues.text(record, FedHeaders.ORIGIN);
        return origin == null ? "" : ",\"origin\":" + JsonText.quoted(origin);
    }

    private boolean isName(String tenant) {
        if (tenant.equals(known)) {
            return true;
        }
        var isName = Tenant.isName(tenant);
        if (isName) {
            known = tenant;
        }
        return isName;
    }

    // Tells a record that comes again from another of the same id: see the ledger.
    private static String place(ConsumerRecord<byte[], byte[]> record) {
        return ",\"place\":\"" + record.partition() + "-" + record.offset() + "\"";
    }
}
