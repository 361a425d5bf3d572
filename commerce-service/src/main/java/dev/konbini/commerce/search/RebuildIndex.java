package dev.konbini.commerce.search;

import dev.konbini.commerce.catalogue.ProductChanges;
import dev.konbini.commerce.catalogue.ProductState;
import dev.konbini.commerce.catalogue.Sku;
import dev.konbini.commerce.search.elastic.IndexUnavailableException;
import dev.konbini.commerce.search.elastic.ProductsIndex;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Builds a new products index beside the live one and puts it in its place when both the database
/// and it hold the same products.
///
/// Nothing that changes meanwhile is lost: changes go to the database first, so those that the copy
/// missed are found there by the time of their change, and are marked as unindexed once more after
/// the swap.
@Service
public final class RebuildIndex {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildIndex.class);

    private static final int BATCH = 500;

    /// Changes keep coming while counts are compared; when they still differ after so many rounds,
    /// something else is wrong.
    private static final int ROUNDS_MAX = 20;

    private static final Duration LATE_WRITES = Duration.ofSeconds(3);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(2);

    /// How far the clock of a primary may be behind that of the one before it.
    private static final Duration CLOCKS_APART_MAX = Duration.ofMinutes(1);

    private static final String BY_ITSELF = "commerce-service";

    private final ProductChanges changes;
    private final ProductsIndex index;
    private final Rebuilds rebuilds;
    private final Clock clock;
    private volatile @Nullable Thread worker;

    RebuildIndex(ProductChanges changes, ProductsIndex index, Rebuilds rebuilds, Clock clock) {
        this.changes = changes;
        this.index = index;
        this.rebuilds = rebuilds;
        this.clock = clock;
    }

    /// Starts a rebuild and returns. Precedence: [Outcome.Unavailable], [Outcome.Running], which a
    /// repeat gets, [Outcome.Started].
    ///
    /// @param by the subject of who asks for it
    public Outcome start(String by) {
        try {
            var _ = index.live();
        } catch (IndexUnavailableException e) {
            return new Outcome.Unavailable();
        }
        var rebuild = rebuilds.begin(changes.now(), by);
        if (rebuild.isEmpty()) {
            return new Outcome.Running();
        }
        RebuildLines.begun(rebuild.get());
        worker = Thread.ofVirtual().name("products-rebuild").start(() -> run(rebuild.get()));
        return new Outcome.Started();
    }

    /// Starts a rebuild that no operator has asked for, unless one runs or ended less than `pause`
    /// ago.
    void startUnasked(Duration pause) {
        var justEnded =
                rebuilds.last()
                        .map(RebuildDocument::finishedAt)
                        .filter(end -> end.plus(pause).isAfter(clock.instant()))
                        .isPresent();
        if (!justEnded) {
            var _ = start(BY_ITSELF);
        }
    }

    /// Ends the rebuild that this replica runs, so that another one can be started elsewhere.
    void stop() {
        var current = worker;
        if (current == null) {
            return;
        }
        current.interrupt();
        try {
            var _ = current.join(STOP_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends a rebuild whose replica has died. Whether that was before or after its swap cannot be
    /// told, so what changed since it began is indexed again.
    void giveUpAbandoned() {
        rebuilds.abandoned()
                .ifPresent(rebuild -> {
                    // Marked first: whoever dies in between leaves it to the next to do both.
                    changes.markUnindexed(since(rebuild));
                    if (rebuilds.giveUp(rebuild)) {
                        RebuildLines.failed(rebuild, Rebuilds.ABANDONED);
                    }
                });
    }

    private void run(RebuildDocument rebuild) {
        try {
            // Read only now that no other rebuild runs: one may have ended a moment ago.
            var live = index.live().orElse(null);
            var built = build(rebuild);
            rebuilds.extend(rebuild);
            index.swap(live, built.name());
            changes.markUnindexed(since(rebuild));
            deleteAllBut(built.name(), rebuild);
            if (live != null) {
                // Replicas of 0.1.0 take a mark away even if it was renewed while they wrote
                // into the index that is gone now; those writes are over after this.
                Thread.sleep(LATE_WRITES);
                changes.markUnindexed(since(rebuild));
            }
            rebuilds.done(rebuild);
            RebuildLines.succeeded(rebuild, built.name(), built.products());
        } catch (InterruptedException e) {
            fail(rebuild, new IllegalStateException("The replica that ran it stopped.", e));
        } catch (RuntimeException e) {
            fail(rebuild, e);
        }
    }

    private void fail(RebuildDocument rebuild, RuntimeException failure) {
        // A stopped replica still says that it stopped.
        var _ = Thread.interrupted();
        RebuildLines.failed(rebuild, String.valueOf(failure.getMessage()));
        try {
            deleteAllBut(null, rebuild);
        } catch (RuntimeException e) {
            // What is left there goes with the next rebuild.
            LOG.warn("The index that failed is not deleted: {}", e.getMessage());
        }
        try {
            changes.markUnindexed(since(rebuild));
            rebuilds.failed(rebuild, String.valueOf(failure.getMessage()));
        } catch (RuntimeException e) {
            // The lease lapses, and another replica's sweeper ends the rebuild.
            LOG.warn("The failed rebuild cannot be noted: {}", e.getMessage());
        }
    }

    /// Deletes what is not in use. Whoever has lost the lease leaves that to who has it now: it
    /// would take away the index that is being built.
    private void deleteAllBut(@Nullable String built, RebuildDocument rebuild) {
        rebuilds.extend(rebuild);
        index.deleteAllBut(built);
    }

    /// No change that was made after `rebuild` began is stamped with an earlier time, also where an
    /// election came in between.
    private static Instant since(RebuildDocument rebuild) {
        return rebuild.startedAt().minus(CLOCKS_APART_MAX);
    }

    private Built build(RebuildDocument rebuild) {
        var built = index.create(clock.instant());
        var copy = new Copy(rebuild, built);
        copy.all();
        var since = since(rebuild);
        for (int round = 0; round < ROUNDS_MAX; round++) {
            var roundStart = changes.now();
            copy.changedSince(since);
            var products = index.count(built);
            var missing = Math.abs(changes.count() - products);
            // Each product that changed during the round may account for one.
            if (missing <= changes.countChanged(roundStart)) {
                return new Built(built, products);
            }
            since = roundStart;
        }
        throw new IllegalStateException(
                "The new index and the database do not hold the same number of products.");
    }

    private record Built(String name, long products) {}

    /// The writing of products into the new index, batch by batch.
    private final class Copy {

        private final RebuildDocument rebuild;
        private final String target;
        private long written;

        Copy(RebuildDocument rebuild, String target) {
            this.rebuild = rebuild;
            this.target = target;
        }

        void all() {
            @Nullable Sku last = null;
            List<ProductState> batch;
            do {
                batch = changes.page(last, BATCH);
                last = write(batch);
            } while (batch.size() == BATCH);
        }

        void changedSince(Instant since) {
            @Nullable Sku last = null;
            List<ProductState> batch;
            do {
                batch = changes.changed(since, last, BATCH);
                last = write(batch);
            } while (batch.size() == BATCH);
        }

        private @Nullable Sku write(List<ProductState> batch) {
            var result = index.write(target, batch);
            result.refused()
                    .forEach((sku, reason) ->
                            LOG.error("Product {} cannot be indexed: {}", sku, reason));
            written += result.stored().size();
            rebuilds.progress(rebuild, target, written);
            return batch.isEmpty() ? null : batch.getLast().sku();
        }
    }

    /// What became of the request.
    public sealed interface Outcome {

        /// Elasticsearch does not answer.
        record Unavailable() implements Outcome {}

        record Running() implements Outcome {}

        record Started() implements Outcome {}
    }
}
