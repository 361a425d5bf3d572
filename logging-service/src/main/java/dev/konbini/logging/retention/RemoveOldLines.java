package dev.konbini.logging.retention;

import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.LineIndex;
import dev.konbini.logging.ledger.RemovedLines;
import dev.konbini.logging.operation.Operations;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Removes the lines that are past their time: a tenant's own index of a day as a whole, and of an
/// index that tenants share each tenant's lines by themselves, until nobody's are left.
@Component
final class RemoveOldLines {

    private static final String BY = "logging-service";

    private final Elasticsearch elasticsearch;
    private final Retention retention;
    private final SharedLines sharedLines;
    private final RemovedLines removed;
    private final Operations operations;

    RemoveOldLines(
            Elasticsearch elasticsearch,
            Retention retention,
            SharedLines sharedLines,
            RemovedLines removed,
            Operations operations) {
        this.elasticsearch = elasticsearch;
        this.retention = retention;
        this.sharedLines = sharedLines;
        this.removed = removed;
        this.operations = operations;
    }

    /// Removes of `index` what is past its time at `now`. A repeat goes on where the last one
    /// ended.
    void remove(LineIndex index, Instant now) {
        if (index.tenant() != null) {
            if (isPast(index, retention.of(index.tenant()), now)) {
                removeAll(index);
            }
            return;
        }
        if (!isPast(index, Duration.ZERO, now)) {
            return;
        }
        var tenants = sharedLines.tenants(index.name());
        var past = new HashSet<String>();
        for (var tenant : tenants) {
            if (isPast(index, retention.of(tenant), now)) {
                past.add(tenant);
            }
        }
        if (past.size() == tenants.size()) {
            removeAll(index);
            return;
        }
        past.forEach(tenant -> removeLinesOf(tenant, index));
    }

    private void removeAll(LineIndex index) {
        // First, so that nobody ever finds lines gone that nobody removed.
        removed.removing(index.name(), null);
        var _ = elasticsearch.removeIndex(index.name());
        operations.done(
                "retention.remove",
                "Remove index %s, which is past its time".formatted(index.name()),
                BY,
                Map.of("index", index.name()));
    }

    private void removeLinesOf(String tenant, LineIndex index) {
        removed.removing(index.name(), tenant);
        var lines = sharedLines.remove(index.name(), tenant);
        operations.done(
                "retention.remove",
                "Remove %d lines of %s from index %s, which are past their time"
                        .formatted(lines, tenant, index.name()),
                BY,
                Map.of("index", index.name(), "tenant", tenant, "lines", lines));
    }

    private static boolean isPast(LineIndex index, Duration kept, Instant now) {
        var end = index.day().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return now.isAfter(end.plus(kept));
    }
}
