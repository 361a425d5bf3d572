package dev.konbini.logging.rebuild;

import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.ElasticsearchRefusal;
import dev.konbini.logging.index.ElasticsearchUnavailable;
import dev.konbini.logging.index.IndexClaim;
import dev.konbini.logging.index.IndexClaims;
import dev.konbini.logging.index.IndexManagement;
import dev.konbini.logging.index.Indices;
import dev.konbini.logging.index.LineIndex;
import dev.konbini.logging.index.LineIndices;
import dev.konbini.logging.membership.Instances;
import dev.konbini.logging.operation.Operation.Outcome;
import dev.konbini.logging.operation.RunningOperation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One operation that rebuilds indices, one after the other.
final class RebuildRun {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildRun.class);
    private static final String STOPS =
            "It ended early because this replica stops. Repeat it to go on.";

    private final Elasticsearch elasticsearch;
    private final IndexManagement management;
    private final LineIndices lineIndices;
    private final IndexClaims claims;
    private final Instances instances;
    private final Order order;
    private final RunningOperation operation;
    private final Clock clock;
    private final List<String> failures = new ArrayList<>();
    private int rebuilt;
    private int elsewhere;
    private long lines;
    private String current = "";

    RebuildRun(
            Elasticsearch elasticsearch,
            IndexManagement management,
            LineIndices lineIndices,
            IndexClaims claims,
            Instances instances,
            Order order,
            RunningOperation operation,
            Clock clock) {
        this.elasticsearch = elasticsearch;
        this.management = management;
        this.lineIndices = lineIndices;
        this.claims = claims;
        this.instances = instances;
        this.order = order;
        this.operation = operation;
        this.clock = clock;
    }

    /// What is to be done.
    ///
    /// @param names of indices, in this order
    /// @param isWanted tells, once it is claimed, whether it is still to be rebuilt
    /// @param claimed the first one's claim, where that has been taken
    record Order(List<String> names, Predicate<LineIndex> isWanted, @Nullable IndexClaim claimed) {}

    /// Rebuilds until nothing is left or `stopped` opens.
    void run(CountDownLatch stopped) {
        try {
            var end = rebuildAll(stopped);
            operation.end(
                    failures.isEmpty() && end == null ? Outcome.SUCCEEDED : Outcome.FAILED,
                    end == null ? summary() : summary() + " " + end,
                    details(0));
        } catch (ElasticsearchUnavailable | ElasticsearchRefusal e) {
            LOG.debug("A rebuild ended early", e);
            operation.end(
                    Outcome.FAILED,
                    "%s It ended early, at %s: %s. Repeat it in a minute to go on."
                            .formatted(summary(), current, e.getMessage()),
                    details(0));
        } catch (RuntimeException e) {
            LOG.error("A rebuild ended by a fault of ours", e);
            operation.end(Outcome.FAILED, summary() + " It ended by a fault of ours.", details(0));
        }
    }

    /// @return why it ended early; null where it did not
    private @Nullable String rebuildAll(CountDownLatch stopped) {
        for (var name : order.names()) {
            current = name;
            var claim =
                    order.claimed() == null
                            ? claims.take(name, RebuildIndices.WORK)
                            : Optional.of(order.claimed());
            if (claim.isEmpty()) {
                elsewhere++;
                continue;
            }
            try {
                rebuild(claim.get(), stopped);
            } catch (RebuildFailed e) {
                failures.add(name + ": " + e.getMessage());
            }
            claim.get().letGo();
            if (stopped.getCount() == 0) {
                return STOPS;
            }
        }
        return null;
    }

    private void rebuild(IndexClaim claim, CountDownLatch stopped) {
        var index = lineIndices.find(claim.index()).filter(order.isWanted());
        if (index.isEmpty()) {
            return;
        }
        var next = Indices.rebuilt(claim.index(), clock.instant());
        lines +=
                new RebuildIndex(
                                elasticsearch,
                                management,
                                claim,
                                index.get(),
                                next,
                                copied -> progress(copied, stopped))
                        .rebuild();
        rebuilt++;
    }

    private void progress(long copied, CountDownLatch stopped) {
        if (stopped.getCount() == 0) {
            throw new RebuildFailed("This replica stops.");
        }
        var older = OlderReplicas.among(instances.view().instances());
        if (!older.isEmpty()) {
            throw new RebuildFailed("Replicas of older versions have started: " + older);
        }
        operation.progress(details(copied));
    }

    private String summary() {
        return "%d rebuilt, with %d lines, %d not, %d left to others."
                        .formatted(rebuilt, lines, failures.size(), elsewhere)
                + (failures.isEmpty() ? "" : " Not rebuilt: " + String.join("; ", failures));
    }

    private Map<String, Object> details(long copied) {
        var details = new LinkedHashMap<String, Object>();
        details.put("indices", order.names().size());
        details.put("rebuilt", rebuilt);
        details.put("lines", lines);
        details.put("failed", failures.size());
        details.put("leftToOthers", elsewhere);
        details.put("current", current);
        details.put("copied", copied);
        return details;
    }
}
