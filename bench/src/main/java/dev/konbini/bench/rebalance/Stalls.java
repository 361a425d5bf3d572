package dev.konbini.bench.rebalance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/// How long partitions stood still although there was something to take from them. Not safe for
/// several threads.
final class Stalls {

    private final Map<TopicPartition, Standing> standing = new HashMap<>();
    private final List<Duration> ended = new ArrayList<>();

    private record Standing(long offset, long sinceNanos) {}

    /// Notes how things stand.
    ///
    /// @param ends the offset behind the last record of each partition
    /// @param committed how far each was taken; a partition that never was is missing
    /// @param nanos of [System#nanoTime]
    void note(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> committed, long nanos) {
        ends.forEach((partition, end) -> {
            long offset = committed.getOrDefault(partition, 0L);
            var before = standing.get(partition);
            if (before != null && (offset > before.offset() || offset >= end)) {
                ended.add(Duration.ofNanos(nanos - before.sinceNanos()));
                standing.remove(partition);
            }
            if (offset < end) {
                standing.putIfAbsent(partition, new Standing(offset, nanos));
            }
        });
    }

    /// The longest that has ended.
    Duration longest() {
        return ended.stream().max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /// How many took longer than `limit`.
    long longerThan(Duration limit) {
        return ended.stream().filter(each -> each.compareTo(limit) > 0).count();
    }
}
