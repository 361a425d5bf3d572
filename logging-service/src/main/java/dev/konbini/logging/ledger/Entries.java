package dev.konbini.logging.ledger;

import dev.konbini.logging.index.DocumentKey;
import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.Indices;
import dev.konbini.logging.index.StoredDocument;
import dev.konbini.logging.ingest.IngestProperties;
import dev.konbini.logging.ingest.TakenRecord;
import dev.konbini.logging.ingest.TakenRecord.Fate;
import dev.konbini.logging.ledger.Chunk.Counts;
import dev.konbini.logging.ledger.Chunk.Entry;
import dev.konbini.logging.ledger.Chunk.Row;
import dev.konbini.logging.topic.FedHeaders;
import dev.konbini.logging.topic.HeaderValues;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Reads what is to be booked out of records.
@Component
final class Entries {

    static final String TENANT = "tenant";
    static final String SOURCE = "source";

    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,17}");

    private final Elasticsearch elasticsearch;
    private final String tenant;

    Entries(Elasticsearch elasticsearch, IngestProperties properties) {
        this.elasticsearch = elasticsearch;
        this.tenant = properties.tenant();
    }

    /// An entry for each record.
    ///
    /// A record of whose id something was there before is looked up: what is there is either
    /// itself, stored by a try that ended before it was booked, or what its sender sent before.
    List<Entry> of(List<TakenRecord> records) {
        var repeated = records.stream().filter(one -> one.fate() == Fate.REPEATED).toList();
        var found = new ArrayList<Optional<StoredDocument>>();
        elasticsearch.eachDocument(
                repeated.stream()
                        .map(one -> new DocumentKey(Objects.requireNonNull(one.index()), one.id()))
                        .toList(),
                Indices.PLACE,
                found::add);
        var entries = new ArrayList<Entry>(records.size());
        var rows = new Rows(tenant);
        var next = 0;
        for (var one : records) {
            var counts =
                    switch (one.fate()) {
                        case STORED -> new Counts(1, 0, 0);
                        case DEAD_LETTERED -> new Counts(0, 0, 1);
                        case REPEATED ->
                                isItself(one, found.get(next++).map(StoredDocument::source))
                                        ? new Counts(1, 0, 0)
                                        : new Counts(0, 1, 0);
                    };
            entries.add(entry(one, rows.of(one), counts));
        }
        return entries;
    }

    private static boolean isItself(TakenRecord one, Optional<JsonNode> there) {
        var record = one.record();
        var place = record.partition() + "-" + record.offset();
        return one.id().equals(record.topic() + "-" + place)
                || there.map(source -> source.path(Indices.OWN_FIELD).path("place").asString(""))
                        .filter(place::equals)
                        .isPresent();
    }

    private Entry entry(TakenRecord one, Row row, Counts counts) {
        var record = one.record();
        // Of an instance of another suite only some lines are fed to this one.
        if (!row.tenant().equals(tenant)
                || HeaderValues.text(record, SOURCE) != null
                || HeaderValues.text(record, FedHeaders.ORIGIN) != null) {
            return new Entry(row, counts, null, 0);
        }
        var number = number(record);
        return number == 0
                ? new Entry(row, counts, null, 0)
                : new Entry(row, counts, text(record.key()), number);
    }

    // The suite's own services call each line by its instance, which is the record's key too, and
    // its number.
    private static long number(ConsumerRecord<byte[], byte[]> record) {
        var instance = text(record.key());
        var id = HeaderValues.text(record, "id");
        if (instance.isEmpty() || id == null || !id.startsWith(instance + "-")) {
            return 0;
        }
        var rest = id.substring(instance.length() + 1);
        return NUMBER.matcher(rest).matches() ? Long.parseLong(rest) : 0;
    }

    private static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }
}
