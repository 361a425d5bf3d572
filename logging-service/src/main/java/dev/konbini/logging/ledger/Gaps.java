package dev.konbini.logging.ledger;

import dev.konbini.logging.ledger.Ledger.Lost;
import dev.konbini.logging.ledger.Ledger.Missing;
import dev.konbini.logging.ledger.Ranges.Range;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Finds out what is missing between what is booked.
final class Gaps {

    private final Map<String, Ranges> partitions = new TreeMap<>();
    private final Map<String, Ranges> instances = new TreeMap<>();

    Gaps(Collection<Chunk> chunks) {
        for (var chunk : chunks) {
            partitions.merge(
                    chunk.key().topic() + "-" + chunk.key().partition(),
                    chunk.offsets(),
                    Ranges::with);
            chunk.instances().forEach((name, seen) -> instances.merge(name, seen, Ranges::with));
        }
    }

    /// Instances between whose numbers some are missing.
    List<String> incomplete() {
        return instances.entrySet().stream()
                .filter(one -> !one.getValue().gaps().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Offsets that nobody booked.
    List<Missing> offsets() {
        var missing = new ArrayList<Missing>();
        partitions.forEach((name, booked) ->
                booked.gaps().forEach(gap -> missing.add(missing("offsets", name, gap))));
        return missing;
    }

    /// Numbers that are not there, but for as many of each instance as it says itself that it lost.
    ///
    /// @param lost by instance
    List<Missing> sequences(Map<String, Long> lost) {
        var missing = new ArrayList<Missing>();
        for (var name : incomplete()) {
            var gaps = instances.getOrDefault(name, Ranges.NONE).gaps();
            var count = gaps.stream().mapToLong(Range::count).sum();
            if (count > lost.getOrDefault(name, 0L)) {
                gaps.forEach(gap -> missing.add(missing("sequence", name, gap)));
            }
        }
        return missing;
    }

    static List<Lost> lost(Map<String, Long> lost) {
        return new TreeMap<>(lost)
                .entrySet().stream().map(one -> new Lost(one.getKey(), one.getValue())).toList();
    }

    private static Missing missing(String kind, String name, Range gap) {
        return new Missing(kind, name, gap.from(), gap.to(), gap.count());
    }
}
