package dev.konbini.logging.retention;

import dev.konbini.logging.index.IndexClaim;
import dev.konbini.logging.index.IndexClaims;
import dev.konbini.logging.index.IndexManagement;
import dev.konbini.logging.index.LineIndex;
import dev.konbini.logging.index.LineIndices;
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

    private static final String WORK = "remove";

    private final IndexManagement management;
    private final LineIndices lineIndices;
    private final IndexClaims claims;
    private final Retention retention;
    private final SharedLines sharedLines;
    private final RemovedLines removed;
    private final Operations operations;

    RemoveOldLines(
            IndexManagement management,
            LineIndices lineIndices,
            IndexClaims claims,
            Retention retention,
            SharedLines sharedLines,
            RemovedLines removed,
            Operations operations) {
        this.management = management;
        this.lineIndices = lineIndices;
        this.claims = claims;
        this.retention = retention;
        this.sharedLines = sharedLines;
        this.removed = removed;
        this.operations = operations;
    }

    /// Removes of `index` what is past its time at `now`, unless somebody else changes the index at
    /// the moment. A repeat goes on where the last one ended.
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
        past.forEach(tenant -> {
            var _ = claims.change(index.name(), WORK, claim -> removeLinesOf(tenant, claim));
        });
    }

    private void removeAll(LineIndex index) {
        var _ =
                claims.change(
                        index.name(),
                        WORK,
                        // It may have been rebuilt before it was claimed.
                        _ -> lineIndices.find(index.name()).ifPresent(this::removeClaimed));
    }

    private void removeClaimed(LineIndex index) {
        // First, so that nobody ever finds lines gone that nobody removed.
        removed.removing(index.name(), null);
        var _ = management.remove(index.storedAs());
        operations.done(
                "retention.remove",
                "Remove index %s, which is past its time".formatted(index.name()),
                BY,
                Map.of("index", index.name()));
    }

    private void removeLinesOf(String tenant, IndexClaim claim) {
        var index = claim.index();
        removed.removing(index, tenant);
        var lines = sharedLines.remove(claim, tenant);
        operations.done(
                "retention.remove",
                "Remove %d lines of %s from index %s, which are past their time"
                        .formatted(lines, tenant, index),
                BY,
                Map.of("index", index, "tenant", tenant, "lines", lines));
    }

    private static boolean isPast(LineIndex index, Duration kept, Instant now) {
        var end = index.day().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return now.isAfter(end.plus(kept));
    }
}
