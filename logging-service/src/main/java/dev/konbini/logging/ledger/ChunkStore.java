package dev.konbini.logging.ledger;

import dev.konbini.logging.index.DocumentKey;
import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.HitPage;
import dev.konbini.logging.index.Indices;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Reads the chunks that are booked.
@Component
final class ChunkStore {

    /// How many chunks one question may be about: 200 million lines.
    static final int CHUNKS_MAX = 20_000;

    private static final int PAGE = 500;
    private static final int PARTITIONS_MAX = 10_000;

    private final Elasticsearch elasticsearch;
    private final String index;

    ChunkStore(Elasticsearch elasticsearch, Indices indices) {
        this.elasticsearch = elasticsearch;
        this.index = indices.ofLedger();
    }

    /// The chunks with records from `from` to before `to`, and those between them; empty where they
    /// are more than [#CHUNKS_MAX].
    Optional<List<Chunk>> between(Instant from, Instant to) {
        elasticsearch.refresh(index);
        var chunks = new LinkedHashMap<ChunkKey, Chunk>();
        var size = PAGE;
        @Nullable JsonNode last = null;
        while (true) {
            var page = page(from, to, size, last);
            page.hits().forEach(hit -> add(Chunk.from(hit.path("_source")), chunks));
            if (chunks.size() > CHUNKS_MAX) {
                return Optional.empty();
            }
            if (!page.more()) {
                break;
            }
            size = page.hits().size();
            last = page.hits().getLast().path("sort");
        }
        fill(chunks);
        return Optional.of(List.copyOf(chunks.values()));
    }

    /// Up to where each partition of `topic` is booked.
    Map<Integer, Long> ends(String topic) {
        var answer =
                elasticsearch.search(
                        index,
                        Map.of(
                                "size",
                                0,
                                "query",
                                Map.of("term", Map.of("topic", topic)),
                                "aggs",
                                Map.of(
                                        "partitions",
                                        Map.of(
                                                "terms",
                                                Map.of(
                                                        "field",
                                                        "partition",
                                                        "size",
                                                        PARTITIONS_MAX),
                                                "aggs",
                                                Map.of(
                                                        "last",
                                                        Map.of(
                                                                "top_hits",
                                                                Map.of(
                                                                        "size",
                                                                        1,
                                                                        "_source",
                                                                        List.of("offsets"),
                                                                        "sort",
                                                                        List.of(
                                                                                Map.of(
                                                                                        "chunk",
                                                                                        "desc")))))))));
        var ends = new HashMap<Integer, Long>();
        for (var bucket : answer.path("aggregations").path("partitions").path("buckets")) {
            var source = bucket.path("last").path("hits").path("hits").path(0).path("_source");
            ends.put(
                    bucket.path("key").asInt(),
                    Ranges.from(source.path("offsets").path("of")).end());
        }
        return ends;
    }

    private HitPage page(Instant from, Instant to, int size, @Nullable JsonNode last) {
        var body = new HashMap<String, Object>();
        body.put("track_total_hits", false);
        body.put(
                "query",
                Map.of(
                        "bool",
                        Map.of(
                                "filter",
                                List.of(
                                        Map.of("term", Map.of("kind", Chunk.KIND)),
                                        range("first", "lt", to),
                                        range("last", "gte", from)))));
        body.put(
                "sort",
                List.of(
                        Map.of("topic", "asc"),
                        Map.of("partition", "asc"),
                        Map.of("chunk", "asc")));
        if (last != null) {
            body.put("search_after", last);
        }
        return HitPage.of(size, body, sized -> elasticsearch.search(index, sized));
    }

    private static Map<String, ?> range(String field, String bound, Instant time) {
        return Map.of("range", Map.of(field, Map.of(bound, time.toEpochMilli())));
    }

    // Records may state any time, so that a chunk between two others may lie outside: it is not
    // missing.
    private void fill(Map<ChunkKey, Chunk> chunks) {
        var keys = new ArrayList<DocumentKey>();
        @Nullable ChunkKey before = null;
        for (var key : chunks.keySet()) {
            if (before != null
                    && before.topic().equals(key.topic())
                    && before.partition() == key.partition()) {
                for (var number = before.number() + 1;
                        number < key.number() && keys.size() < CHUNKS_MAX;
                        number++) {
                    keys.add(
                            new DocumentKey(
                                    index,
                                    new ChunkKey(key.topic(), key.partition(), number).id()));
                }
            }
            before = key;
        }
        for (var start = 0; start < keys.size(); start += PAGE) {
            elasticsearch.eachDocument(
                    keys.subList(start, Math.min(start + PAGE, keys.size())),
                    "*",
                    found -> found.ifPresent(one -> add(Chunk.from(one.source()), chunks)));
        }
    }

    private static void add(Chunk chunk, Map<ChunkKey, Chunk> chunks) {
        chunks.put(chunk.key(), chunk);
    }
}
