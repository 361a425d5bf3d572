package dev.konbini.logging.retention;

import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.ElasticsearchRefusal;
import dev.konbini.logging.index.ElasticsearchUnavailable;
import dev.konbini.logging.index.Indices;
import dev.konbini.logging.index.LineIndex;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Keeps house again and again, on whichever replica holds the lease.
///
/// Each step can be repeated; what one replica left undone the next does.
@Component
final class KeepHouse implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(KeepHouse.class);

    private final Elasticsearch elasticsearch;
    private final Indices indices;
    private final RetentionProperties properties;
    private final Lease lease;
    private final RemoveOldLines removeOldLines;
    private final RemoveOldMonths removeOldMonths;
    private final SettleLines settleLines;
    private final Clock clock;
    private @Nullable Thread thread;

    KeepHouse(
            Elasticsearch elasticsearch,
            Indices indices,
            RetentionProperties properties,
            Lease lease,
            RemoveOldLines removeOldLines,
            RemoveOldMonths removeOldMonths,
            SettleLines settleLines,
            Clock clock) {
        this.elasticsearch = elasticsearch;
        this.indices = indices;
        this.properties = properties;
        this.lease = lease;
        this.removeOldLines = removeOldLines;
        this.removeOldMonths = removeOldMonths;
        this.settleLines = settleLines;
        this.clock = clock;
    }

    /// Does what is due, if no other replica does.
    ///
    /// @return whether it was this one
    boolean keep() {
        if (!lease.hold()) {
            return false;
        }
        try {
            return each(lineIndices(), index -> removeOldLines.remove(index, clock.instant()))
                    && settle()
                    && removeMonths();
        } finally {
            lease.release();
        }
    }

    private boolean settle() {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (today.equals(lease.settledOn())) {
            return true;
        }
        var due =
                lineIndices().stream()
                        .filter(index -> settleLines.isDue(index, clock.instant()))
                        .toList();
        return each(due, settleLines::settle) && lease.settled(today);
    }

    private boolean removeMonths() {
        if (lease.hold()) {
            removeOldMonths.remove(clock.instant());
            return true;
        }
        return false;
    }

    /// @return false where the lease was lost on the way
    private boolean each(List<LineIndex> indices, Consumer<LineIndex> work) {
        for (var index : indices) {
            if (!lease.hold()) {
                return false;
            }
            work.accept(index);
        }
        return true;
    }

    private List<LineIndex> lineIndices() {
        return elasticsearch.indices(indices.ofAllLines()).entrySet().stream()
                .flatMap(one -> indices.lineIndex(one.getKey(), one.getValue()).stream())
                .toList();
    }

    @Override
    public synchronized void start() {
        if (properties.enabled()) {
            thread = Thread.ofVirtual().name("housekeeping").start(this::run);
        }
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(properties.every());
                keep();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ElasticsearchUnavailable | ElasticsearchRefusal e) {
                LOG.info("Housekeeping goes on later: {}", e.getMessage());
            } catch (RuntimeException e) {
                if (Thread.currentThread().isInterrupted()) {
                    LOG.debug("Stopped while keeping house", e);
                    return;
                }
                LOG.error("Housekeeping was ended by a fault of ours and goes on later", e);
            }
        }
    }
}
