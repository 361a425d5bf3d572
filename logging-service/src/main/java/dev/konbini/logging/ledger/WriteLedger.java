package dev.konbini.logging.ledger;

import dev.konbini.logging.index.BulkActions;
import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.ElasticsearchUnavailable;
import dev.konbini.logging.index.Indices;
import dev.konbini.logging.index.StoredDocument;
import dev.konbini.logging.ingest.IntakeListener;
import dev.konbini.logging.ingest.TakenRecord;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;

/// Books batches.
///
/// One request for a batch of one partition, as long as nobody else books the same chunk; whoever
/// was overtaken by another replica reads the chunk again and books only what that has not. A
/// record whose offset is booked is passed over, however often it comes.
@Service
final class WriteLedger implements IntakeListener {

    private static final int TRIES = 20;
    private static final int KNOWN_MAX = 500;
    private static final int CONFLICT = 409;

    private final Elasticsearch elasticsearch;
    private final Entries entries;
    private final String index;
    private final Timer timer;
    private final Map<ChunkKey, Kept> known =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(16, 0.75f, true) {
                        @Override
                        protected boolean removeEldestEntry(Map.Entry<ChunkKey, Kept> eldest) {
                            return size() > KNOWN_MAX;
                        }
                    });

    WriteLedger(
            Elasticsearch elasticsearch, Entries entries, Indices indices, MeterRegistry metrics) {
        this.elasticsearch = elasticsearch;
        this.entries = entries;
        this.index = indices.ofLedger();
        this.timer =
                Timer.builder("konbini.ledger.write")
                        .description("Time it takes to book a batch")
                        .register(metrics);
    }

    /// Books `records`. When it throws, some may be booked, and the batch must come again: that is
    /// safe.
    ///
    /// @throws ElasticsearchUnavailable if a later try may succeed
    @Override
    public void taken(List<TakenRecord> records) {
        timer.record(() -> book(byChunk(records)));
    }

    private void book(Map<ChunkKey, Part> chunks) {
        var left = chunks;
        for (var i = 0; i < TRIES && !left.isEmpty(); i++) {
            left = bookOnce(left);
        }
        if (!left.isEmpty()) {
            throw new ElasticsearchUnavailable(
                    "Others booked %s each of %d times".formatted(left.keySet(), TRIES), null);
        }
    }

    /// @return what others booked at the same time
    private Map<ChunkKey, Part> bookOnce(Map<ChunkKey, Part> chunks) {
        var actions = new BulkActions();
        var changes = new ArrayList<Chunk>();
        for (var chunk : chunks.entrySet()) {
            var kept = kept(chunk.getKey());
            var next = next(kept.chunk(), chunk.getValue());
            if (next != null) {
                changes.add(next);
                actions.replace(index, next.key().id(), next.document(), kept.document());
            }
        }
        var overtaken = new LinkedHashMap<ChunkKey, Part>();
        var answers = elasticsearch.bulk(actions);
        for (var i = 0; i < changes.size(); i++) {
            var key = changes.get(i).key();
            if (isWritten(answers.get(i))) {
                known.put(key, Kept.of(changes.get(i), answers.get(i)));
            } else {
                known.remove(key);
                overtaken.put(key, Objects.requireNonNull(chunks.get(key)));
            }
        }
        return overtaken;
    }

    private @Nullable Chunk next(Chunk chunk, Part part) {
        var fresh =
                part.records().stream()
                        .filter(one -> !chunk.offsets().contains(one.record().offset()))
                        .toList();
        return fresh.isEmpty() ? null : chunk.with(entries.of(fresh), part.from(), part.to());
    }

    private Kept kept(ChunkKey key) {
        var kept = known.get(key);
        return kept == null ? read(key) : kept;
    }

    private Kept read(ChunkKey key) {
        Optional<StoredDocument> there = elasticsearch.document(index, key.id());
        return there.map(document -> new Kept(Chunk.from(document.source()), document))
                .orElseGet(() -> new Kept(Chunk.empty(key), null));
    }

    private static boolean isWritten(JsonNode answer) {
        var status = answer.path("status").asInt();
        if (status >= 300 && status != CONFLICT) {
            throw new ElasticsearchUnavailable(
                    "The ledger has to wait: %d %s".formatted(status, answer.path("error")), null);
        }
        return status < 300;
    }

    // A batch ends one chunk and begins the next in the order of its offsets, and so do the
    // requests: whoever reads the later one finds the earlier one.
    private static Map<ChunkKey, Part> byChunk(List<TakenRecord> records) {
        var first = new HashMap<TopicPartition, Long>();
        var last = new HashMap<TopicPartition, Long>();
        var chunks = new LinkedHashMap<ChunkKey, List<TakenRecord>>();
        for (var one : records) {
            var record = one.record();
            var partition = new TopicPartition(record.topic(), record.partition());
            first.putIfAbsent(partition, record.offset());
            last.put(partition, record.offset());
            chunks.computeIfAbsent(
                            ChunkKey.of(record.topic(), record.partition(), record.offset()),
                            key -> new ArrayList<>())
                    .add(one);
        }
        var parts = new LinkedHashMap<ChunkKey, Part>();
        chunks.forEach((key, part) -> {
            var partition = new TopicPartition(key.topic(), key.partition());
            parts.put(
                    key,
                    new Part(
                            part,
                            Math.max(key.first(), first.getOrDefault(partition, 0L)),
                            Math.min(key.end(), last.getOrDefault(partition, 0L) + 1)));
        });
        return parts;
    }

    /// What of a batch belongs into one chunk: its records, which are all that Kafka has from
    /// offset `from` to before `to`.
    private record Part(List<TakenRecord> records, long from, long to) {}

    /// A chunk as this replica wrote or read it last.
    private record Kept(Chunk chunk, @Nullable StoredDocument document) {

        static Kept of(Chunk chunk, JsonNode answer) {
            return new Kept(
                    chunk,
                    new StoredDocument(
                            chunk.key().id(),
                            NullNode.getInstance(),
                            answer.path("_seq_no").asLong(),
                            answer.path("_primary_term").asLong()));
        }
    }
}
