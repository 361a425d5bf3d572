package dev.konbini.logging.metric;

import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.IndexManagement;
import dev.konbini.logging.index.IndexTemplates;
import dev.konbini.logging.metric.LateMarks.Mark;
import dev.konbini.logging.metric.RollUpLease.Held;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/// Rolls up what is due: each five minutes once they are over, and again those that got a point
/// late; and removes what is kept no longer.
///
/// One replica at a time does it. Any may stop at any point: what it had not recorded as done is
/// done again, with the same result.
@Service
final class RollUp {

    private static final Logger LOG = LoggerFactory.getLogger(RollUp.class);

    /// How long after their end five minutes are rolled up, see [LateMarks#LATE_SECONDS].
    static final int GRACE_SECONDS = 150;

    private final RollUpStore store;
    private final RollUpLease lease;
    private final LateMarks marks;
    private final Elasticsearch elasticsearch;
    private final IndexManagement management;
    private final MetricIndices indices;
    private final IndexTemplates templates;
    private final MetricProperties properties;
    private final Clock clock;

    RollUp(
            RollUpStore store,
            RollUpLease lease,
            LateMarks marks,
            Elasticsearch elasticsearch,
            IndexManagement management,
            MetricIndices indices,
            IndexTemplates templates,
            MetricProperties properties,
            Clock clock) {
        this.store = store;
        this.lease = lease;
        this.marks = marks;
        this.elasticsearch = elasticsearch;
        this.management = management;
        this.indices = indices;
        this.templates = templates;
        this.properties = properties;
        this.clock = clock;
    }

    /// Does what is due, if no other replica is at it.
    ///
    /// @return how many roll-ups were written
    /// @throws dev.konbini.logging.index.ElasticsearchUnavailable what is not done is done next
    ///   time
    int run() {
        templates.ensure();
        var held = lease.take(Slot.rollUp(now()) - 2 * Slot.ROLL_UP_SECONDS);
        if (held.isEmpty()) {
            return 0;
        }
        var work = new Work(held.get());
        work.rollUpDue();
        work.rollUpLate();
        removeOld();
        work.held.ifPresent(lease::giveBack);
        return work.written;
    }

    private long now() {
        return clock.instant().getEpochSecond();
    }

    private long rawStart() {
        return now() - properties.rawKeep().toSeconds();
    }

    private void removeOld() {
        remove("points-", rawStart());
        var rollUpStart = now() - properties.rollUpKeep().toSeconds();
        remove("rollups-", rollUpStart);
        remove("series-", rollUpStart);
    }

    private void remove(String kind, long time) {
        for (var name : management.names(indices.all(kind))) {
            if (indices.isBefore(name, kind, time) && management.remove(name)) {
                LOG.info("Removed {}, which is kept no longer", name);
            }
        }
    }

    /// One run, for as long as it has the lease.
    private final class Work {

        private Optional<Held> held;
        private int written;

        Work(Held held) {
            this.held = Optional.of(held);
        }

        void rollUpDue() {
            while (held.isPresent()) {
                var lease = held.get();
                // Of what is gone there is nothing to compute; it would come out empty.
                var bucket =
                        Math.max(
                                lease.rolledUpTo(), Slot.rollUp(rawStart()) + Slot.ROLL_UP_SECONDS);
                if (bucket + Slot.ROLL_UP_SECONDS + GRACE_SECONDS > now()) {
                    return;
                }
                written += store.compute(bucket, null, lease.run());
                held = RollUp.this.lease.keep(lease, bucket + Slot.ROLL_UP_SECONDS);
            }
        }

        void rollUpLate() {
            var some = held.isPresent() ? marks.some() : List.<Mark>of();
            var byBucket =
                    some.stream()
                            .collect(
                                    Collectors.groupingBy(
                                            Mark::bucket, TreeMap::new, Collectors.toList()));
            byBucket.forEach((bucket, theirs) ->
                    held.ifPresent(lease -> {
                        again(bucket, theirs, lease.run());
                        held = RollUp.this.lease.keep(lease, lease.rolledUpTo());
                    }));
        }

        private void again(long bucket, List<Mark> theirs, long run) {
            // A roll-up whose first points are gone stays as it is.
            if (bucket >= rawStart()) {
                // A mark may be found before the point that it is about.
                elasticsearch.refresh(indices.ofPoints(bucket));
                written += store.compute(bucket, theirs.stream().map(Mark::series).toList(), run);
            }
            marks.remove(theirs);
        }
    }
}
