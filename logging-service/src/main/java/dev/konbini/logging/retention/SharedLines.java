package dev.konbini.logging.retention;

import dev.konbini.logging.index.BulkActions;
import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.ElasticsearchUnavailable;
import dev.konbini.logging.index.IndexClaim;
import dev.konbini.logging.index.IndexManagement;
import dev.konbini.logging.index.Indices;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Whose lines are in an index that tenants share.
@Component
final class SharedLines {

    private static final int PAGE = 1000;
    private static final int NOT_FOUND = 404;

    private final Elasticsearch elasticsearch;
    private final IndexManagement management;

    SharedLines(Elasticsearch elasticsearch, IndexManagement management) {
        this.elasticsearch = elasticsearch;
        this.management = management;
    }

    /// All tenants with lines in `index`.
    List<String> tenants(String index) {
        var tenants = new ArrayList<String>();
        @Nullable JsonNode after = null;
        do {
            var composite = new HashMap<String, Object>();
            composite.put("size", PAGE);
            composite.put(
                    "sources",
                    List.of(Map.of("tenant", Map.of("terms", Map.of("field", Indices.TENANT)))));
            if (after != null) {
                composite.put("after", after);
            }
            var found =
                    elasticsearch
                            .search(
                                    index,
                                    Map.of(
                                            "size",
                                            0,
                                            "track_total_hits",
                                            false,
                                            "aggs",
                                            Map.of("tenants", Map.of("composite", composite))))
                            .path("aggregations")
                            .path("tenants");
            found.path("buckets")
                    .forEach(one -> tenants.add(one.path("key").path("tenant").asString()));
            after = found.has("after_key") ? found.path("after_key") : null;
        } while (after != null);
        return tenants;
    }

    /// Removes the lines of `tenant` from the index that is claimed.
    ///
    /// @return how many there were
    long remove(IndexClaim claim, String tenant) {
        var index = claim.index();
        management.openToWriting(index);
        elasticsearch.refresh(index);
        var removed = 0L;
        while (true) {
            claim.hold();
            var actions = new BulkActions();
            elasticsearch
                    .search(
                            index,
                            Map.of(
                                    "size",
                                    PAGE,
                                    "track_total_hits",
                                    false,
                                    "_source",
                                    false,
                                    "query",
                                    Map.of("term", Map.of(Indices.TENANT, tenant))))
                    .path("hits")
                    .path("hits")
                    .forEach(hit -> actions.remove(index, hit.path("_id").asString()));
            if (actions.count() == 0) {
                return removed;
            }
            for (var answer : elasticsearch.bulk(actions)) {
                var status = answer.path("status").asInt();
                if (status >= 300 && status != NOT_FOUND) {
                    throw new ElasticsearchUnavailable(
                            "A line of %s could not be removed: %d".formatted(index, status), null);
                }
            }
            removed += actions.count();
            elasticsearch.refresh(index);
        }
    }
}
