package dev.konbini.cli.upgrade;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What one store holds, or one screen has shown, of the orders that were acknowledged.
///
/// @param store its name
/// @param expected how many orders should be there
/// @param lost ids of those of which something is missing
/// @param twice ids of those of which something is there more than once
/// @param notProven why nothing is known of them, because it cannot be read; null where it was
record Tally(
        String store,
        int expected,
        Set<String> lost,
        Set<String> twice,
        @Nullable String notProven) {

    /// The events that a confirmed order has, each once.
    private static final List<String> EVENTS =
            List.of(
                    "dev.konbini.order.placed",
                    "dev.konbini.payment.authorized",
                    "dev.konbini.order.confirmed");

    /// One event of an order in a store.
    ///
    /// @param id of the event, or of its place where the store should hold each event once
    record Event(String order, String type, String id) {}

    boolean isClean() {
        return lost.isEmpty() && twice.isEmpty() && notProven == null;
    }

    /// That of a store which cannot be read.
    static Tally unread(String store, int expected, String reason) {
        return new Tally(store, expected, Set.of(), Set.of(), reason);
    }

    /// Compares documents with what was acknowledged.
    ///
    /// @param found ids of the confirmed orders, each as often as it is there
    static Tally ofDocuments(String store, Set<String> acknowledged, Collection<String> found) {
        var counts = new HashMap<String, Integer>();
        found.forEach(id -> counts.merge(id, 1, Integer::sum));
        var lost = new TreeSet<String>();
        var twice = new TreeSet<String>();
        for (var order : acknowledged) {
            int count = counts.getOrDefault(order, 0);
            if (count == 0) {
                lost.add(order);
            } else if (count > 1) {
                twice.add(order);
            }
        }
        return new Tally(store, acknowledged.size(), lost, twice, null);
    }

    /// Compares events with what was acknowledged: each order has one of each type. What has the
    /// same id is the same event, delivered again.
    static Tally ofEvents(String store, Set<String> acknowledged, Stream<Event> events) {
        Map<String, Map<String, Set<String>>> ids = new HashMap<>();
        events.forEach(event ->
                ids.computeIfAbsent(event.order(), order -> new HashMap<>())
                        .computeIfAbsent(event.type(), type -> new TreeSet<>())
                        .add(event.id()));
        var lost = new TreeSet<String>();
        var twice = new TreeSet<String>();
        for (var order : acknowledged) {
            var byType = ids.getOrDefault(order, Map.of());
            for (var type : EVENTS) {
                int count = byType.getOrDefault(type, Set.of()).size();
                if (count == 0) {
                    lost.add(order);
                } else if (count > 1) {
                    twice.add(order);
                }
            }
        }
        return new Tally(store, acknowledged.size(), lost, twice, null);
    }
}
