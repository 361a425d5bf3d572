package dev.konbini.commerce.search;

import com.mongodb.MongoException;
import dev.konbini.commerce.catalogue.ProductChanged;
import dev.konbini.commerce.catalogue.ProductChanges;
import dev.konbini.commerce.catalogue.Sku;
import dev.konbini.commerce.search.elastic.IndexUnavailableException;
import dev.konbini.commerce.search.elastic.ProductsIndex;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Brings changed products into the index: those of this replica at once, and on every replica what
/// was left behind by others or by an Elasticsearch that did not answer.
///
/// No request waits for it. What it does not get to stays marked in the database.
@Component
final class Indexer implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Indexer.class);

    private static final int BATCH = 500;
    private static final int WAITING_MAX = 10_000;
    private static final Duration SWEEP_EVERY = Duration.ofSeconds(1);
    private static final Duration LEFT_BEHIND_AFTER = Duration.ofSeconds(2);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(8);
    private static final Duration WITHOUT_INDEX_PAUSE = Duration.ofSeconds(3);

    /// An outdated index serves, so a rebuild that failed is not repeated in a hurry.
    private static final Duration OUTDATED_PAUSE = Duration.ofSeconds(10);

    private final BlockingQueue<Sku> changed = new LinkedBlockingQueue<>(WAITING_MAX);
    private final ProductChanges changes;
    private final ProductsIndex index;
    private final RebuildIndex rebuildIndex;
    private final Clock clock;
    private volatile @Nullable Thread worker;
    private volatile boolean running;

    /// Only the worker touches these.
    private Instant nextSweep = Instant.EPOCH;

    private Duration pause = Duration.ZERO;

    /// Whether the last sweep found an index that could be written.
    private boolean writable;

    Indexer(ProductChanges changes, ProductsIndex index, RebuildIndex rebuildIndex, Clock clock) {
        this.changes = changes;
        this.index = index;
        this.rebuildIndex = rebuildIndex;
        this.clock = clock;
    }

    @EventListener
    void on(ProductChanged event) {
        // Where there is no room the sweep finds it.
        var _ = changed.offer(event.sku());
    }

    @Override
    public void start() {
        running = true;
        worker = Thread.ofVirtual().name("product-indexer").start(this::run);
    }

    @Override
    public void stop() {
        running = false;
        var current = worker;
        if (current != null) {
            current.interrupt();
        }
        rebuildIndex.stop();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void run() {
        while (running) {
            try {
                work();
            } catch (InterruptedException e) {
                return;
            } catch (IndexUnavailableException | MongoException e) {
                back(e);
            } catch (RuntimeException e) {
                LOG.error("Indexing failed in a way that nobody foresaw", e);
                back(e);
            }
        }
    }

    private void back(RuntimeException e) {
        if (!running) {
            return;
        }
        writable = false;
        pause = pause.isZero() ? SWEEP_EVERY : pause.multipliedBy(2);
        pause = pause.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause;
        nextSweep = clock.instant().plus(pause);
        LOG.warn(
                "Products cannot be indexed, trying again in {} s: {}",
                pause.toSeconds(),
                e.getMessage());
    }

    private void work() throws InterruptedException {
        var untilSweep = Duration.between(clock.instant(), nextSweep);
        // However many of this replica's own wait: others' may have waited longer. And however far
        // the clock was set back.
        if (!untilSweep.isPositive() || untilSweep.compareTo(PAUSE_MAX) > 0) {
            sweep();
            pause = Duration.ZERO;
            nextSweep = clock.instant().plus(SWEEP_EVERY);
            return;
        }
        var first = changed.poll(untilSweep.toNanos(), TimeUnit.NANOSECONDS);
        if (first == null) {
            return;
        }
        var batch = new ArrayList<Sku>(List.of(first));
        changed.drainTo(batch, BATCH - 1);
        if (writable) {
            bring(new LinkedHashSet<>(batch));
        }
    }

    private void sweep() {
        rebuildIndex.giveUpAbandoned();
        var live = index.live();
        writable = live.isPresent();
        if (!writable) {
            // The first index is built like every other, so replicas do not build it twice.
            rebuildIndex.startUnasked(WITHOUT_INDEX_PAUSE);
            return;
        }
        // That of a later version, beside which this one runs, is left alone.
        if (live.filter(index::isOutdated).isPresent()) {
            rebuildIndex.startUnasked(OUTDATED_PAUSE);
        }
        var leftBehind = changes.now().minus(LEFT_BEHIND_AFTER);
        List<Sku> left;
        do {
            left = changes.unindexed(leftBehind, BATCH);
            bring(left);
        } while (left.size() == BATCH && running);
    }

    private void bring(Collection<Sku> skus) {
        if (skus.isEmpty()) {
            return;
        }
        var result = index.write(changes.load(skus));
        changes.markIndexed(result.stored());
        result.refused()
                .forEach((sku, reason) ->
                        LOG.error("Product {} cannot be indexed: {}", sku, reason));
        if (!result.refused().isEmpty()) {
            changes.postpone(result.refused().keySet());
        }
    }
}
