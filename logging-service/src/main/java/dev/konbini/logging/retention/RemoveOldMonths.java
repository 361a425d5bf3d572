package dev.konbini.logging.retention;

import dev.konbini.logging.index.BulkActions;
import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.IndexManagement;
import dev.konbini.logging.index.Indices;
import dev.konbini.logging.operation.Operations;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Removes events, dead letters, operations, what alerts did and the books of lines that are past
/// their time.
@Component
final class RemoveOldMonths {

    private static final String BY = "logging-service";
    private static final int PAGE = 1000;
    private static final int PAGES_MAX = 100;

    private final Elasticsearch elasticsearch;
    private final IndexManagement management;
    private final Indices indices;
    private final RetentionProperties properties;
    private final Operations operations;

    RemoveOldMonths(
            Elasticsearch elasticsearch,
            IndexManagement management,
            Indices indices,
            RetentionProperties properties,
            Operations operations) {
        this.elasticsearch = elasticsearch;
        this.management = management;
        this.indices = indices;
        this.properties = properties;
        this.operations = operations;
    }

    /// Removes what is past its time at `now`.
    void remove(Instant now) {
        remove(indices.ofAllEvents(), properties.events(), now);
        remove(indices.ofAllDeadLetters(), properties.deadLetters(), now);
        remove(indices.ofAllOperations(), properties.operations(), now);
        remove(indices.ofAllAlertHistory(), properties.alertHistory(), now);
        removeBooks(now.minus(properties.ledger()));
    }

    private void remove(String pattern, Duration kept, Instant now) {
        for (var index : management.names(pattern)) {
            var month = indices.month(index);
            if (month.isPresent()
                    && month.get()
                            .plusMonths(1)
                            .atDay(1)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .plus(kept)
                            .isBefore(now)) {
                var _ = management.remove(index);
                operations.done(
                        "retention.remove",
                        "Remove index %s, which is past its time".formatted(index),
                        BY,
                        Map.of("index", index));
            }
        }
    }

    // The ledger is one index, since where a record is booked follows from its offset alone.
    private void removeBooks(Instant before) {
        for (var page = 0; page < PAGES_MAX; page++) {
            var actions = new BulkActions();
            elasticsearch
                    .search(
                            indices.ofLedger(),
                            Map.of(
                                    "size",
                                    PAGE,
                                    "track_total_hits",
                                    false,
                                    "_source",
                                    false,
                                    "query",
                                    Map.of(
                                            "range",
                                            Map.of("last", Map.of("lt", before.toEpochMilli())))))
                    .path("hits")
                    .path("hits")
                    .forEach(hit -> actions.remove(indices.ofLedger(), hit.path("_id").asString()));
            if (actions.count() == 0) {
                return;
            }
            elasticsearch.bulk(actions);
            elasticsearch.refresh(indices.ofLedger());
        }
    }
}
