package dev.konbini.logging.retention;

import dev.konbini.logging.index.LineIndex;
import dev.konbini.logging.index.LineIndices;
import dev.konbini.logging.task.RepeatedTask;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/// Keeps house again and again, on whichever replica holds the lease.
///
/// Each step can be repeated; what one replica left undone the next does.
@Component
final class KeepHouse extends RepeatedTask {

    private final LineIndices lineIndices;
    private final RetentionProperties properties;
    private final Lease lease;
    private final RemoveOldLines removeOldLines;
    private final RemoveOldMonths removeOldMonths;
    private final RemoveLeftIndex removeLeftIndex;
    private final SettleLines settleLines;
    private final Clock clock;

    KeepHouse(
            LineIndices lineIndices,
            RetentionProperties properties,
            Lease lease,
            RemoveOldLines removeOldLines,
            RemoveOldMonths removeOldMonths,
            RemoveLeftIndex removeLeftIndex,
            SettleLines settleLines,
            Clock clock) {
        super("housekeeping", properties.every(), properties.every());
        this.lineIndices = lineIndices;
        this.properties = properties;
        this.lease = lease;
        this.removeOldLines = removeOldLines;
        this.removeOldMonths = removeOldMonths;
        this.removeLeftIndex = removeLeftIndex;
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
            return each(lineIndices.beside(), removeLeftIndex::remove)
                    && each(
                            lineIndices.all(),
                            index -> removeOldLines.remove(index, clock.instant()))
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
                lineIndices.all().stream()
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

    /// Only where this replica takes part.
    @Override
    public synchronized void start() {
        if (properties.enabled()) {
            super.start();
        }
    }

    @Override
    protected void doOnce() {
        var _ = keep();
    }
}
