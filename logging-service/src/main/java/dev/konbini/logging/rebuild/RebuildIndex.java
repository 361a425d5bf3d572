package dev.konbini.logging.rebuild;

import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.ElasticsearchRefusal;
import dev.konbini.logging.index.ElasticsearchUnavailable;
import dev.konbini.logging.index.IndexClaim;
import dev.konbini.logging.index.IndexManagement;
import dev.konbini.logging.index.LineIndex;
import java.time.Duration;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One index of lines from its first copied line to the swap.
///
/// While lines are copied it is open, so that late ones do not wait. At last it is closed for a
/// moment: what is written to it then waits in Kafka, the rest is copied, both are compared, and
/// the new one takes its place.
final class RebuildIndex {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildIndex.class);

    /// In one of them copies that are wanted are there, unless the cluster cannot place them.
    private static final Duration WAIT = Duration.ofSeconds(5);

    private static final int WAITS_MAX = 24;

    /// Fewer lines are copied within a moment.
    private static final long FEW = 1000;

    /// So many pass where lines come in as fast as they are copied; then more wait a little longer.
    private static final int PASSES_MAX = 20;

    private final Elasticsearch elasticsearch;
    private final IndexManagement management;
    private final IndexClaim claim;
    private final LineIndex index;
    private final String next;
    private final LongConsumer progress;

    /// @param next what the new one is to be called in Elasticsearch; used by nobody
    /// @param progress is told again and again how many lines were copied, and throws where it is
    ///   to end
    RebuildIndex(
            Elasticsearch elasticsearch,
            IndexManagement management,
            IndexClaim claim,
            LineIndex index,
            String next,
            LongConsumer progress) {
        this.elasticsearch = elasticsearch;
        this.management = management;
        this.claim = claim;
        this.index = index;
        this.next = next;
        this.progress = progress;
    }

    /// Rebuilds it.
    ///
    /// @return how many lines it has
    /// @throws RebuildFailed where it is as it was
    /// @throws ElasticsearchUnavailable where it may be the one or the other, whole in any case;
    ///   the claim is not to be let go
    long rebuild() {
        long lines;
        try {
            claim.hold();
            management.openToWriting(index.name());
            management.createHidden(next);
            awaitCopies();
            lines = fill();
        } catch (RuntimeException e) {
            undo();
            throw e;
        }
        // Not undone when it fails: Elasticsearch may still be about to do it.
        management.swap(index.storedAs(), next, index.name());
        return lines;
    }

    // A new index with fewer copies than the old one would lose lines with a node.
    private void awaitCopies() {
        for (var i = 0; i < WAITS_MAX; i++) {
            goOn(0);
            if (isAsWhole(WAIT)) {
                return;
            }
        }
        throw new RebuildFailed("The cluster has not made all copies of the new index.");
    }

    private boolean isAsWhole(Duration atMost) {
        return management.isAsWhole(next, index.storedAs(), atMost);
    }

    private long fill() {
        var copy = new CopyLines(elasticsearch, management, index.name(), next, this::goOn);
        for (var i = 0; i < PASSES_MAX && copy.pass() > FEW; i++) {
            LOG.debug("Lines have come into {} meanwhile", index.name());
        }
        goOn(copy.copied());
        management.closeToWriting(index.name());
        copy.pass();
        elasticsearch.refresh(next);
        var lines = management.count(index.name());
        var copied = management.count(next);
        if (lines != copied) {
            throw new RebuildFailed(
                    "It has %d lines, and the new one %d.".formatted(lines, copied));
        }
        if (!copy.isWhole()) {
            throw new RebuildFailed("Something was written to it although it was closed.");
        }
        if (!isAsWhole(WAIT)) {
            throw new RebuildFailed("Copies of the new index went.");
        }
        claim.hold();
        return lines;
    }

    private void goOn(long copied) {
        progress.accept(copied);
        claim.hold();
    }

    private void undo() {
        try {
            var _ = management.remove(next);
            claim.hold();
            management.openToWriting(index.name());
        } catch (ElasticsearchUnavailable | ElasticsearchRefusal e) {
            LOG.warn("{} is left to housekeeping: {}", next, e.getMessage());
        }
    }
}
