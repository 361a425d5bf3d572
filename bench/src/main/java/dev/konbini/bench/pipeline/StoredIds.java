package dev.konbini.bench.pipeline;

import dev.konbini.bench.corpus.Corpus;
import dev.konbini.bench.stand.Elastic;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Whether each line of a corpus is stored once, found out id by id.
///
/// @param missing how many are not there
/// @param doubles how many documents are there beyond one for each line
public record StoredIds(int missing, long doubles) {

    private static final int PAGE = 10_000;

    /// Looks for them in `indices`.
    public static StoredIds count(Elastic elastic, String indices, String tenant, Corpus corpus) {
        var seen = new BitSet(corpus.lines());
        long doubles = 0;
        JsonNode page = page(elastic, indices, tenant, null);
        while (!page.path("buckets").isEmpty()) {
            for (var bucket : page.path("buckets")) {
                int number = corpus.number(bucket.path("key").path("id").asString());
                if (number >= 0) {
                    seen.set(number);
                    doubles += bucket.path("doc_count").asLong() - 1;
                }
            }
            page = page(elastic, indices, tenant, page.path("after_key"));
        }
        return new StoredIds(corpus.lines() - seen.cardinality(), doubles);
    }

    private static JsonNode page(
            Elastic elastic, String indices, String tenant, @Nullable JsonNode after) {
        var composite = new HashMap<String, Object>();
        composite.put("size", PAGE);
        composite.put(
                "sources", List.of(Map.of("id", Map.of("terms", Map.of("field", "konbini.id")))));
        if (after != null) {
            composite.put("after", after);
        }
        var body =
                Map.of(
                        "size",
                        0,
                        "query",
                        Map.of("term", Map.of("konbini.tenant", tenant)),
                        "aggs",
                        Map.of("ids", Map.of("composite", composite)));
        return elastic.post("/" + indices + "/_search", body).path("aggregations").path("ids");
    }
}
