package dev.konbini.cli.upgrade;

import dev.konbini.cli.cluster.Helm;
import dev.konbini.cli.task.Tasks;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// MongoDB, Kafka and Elasticsearch, where an acknowledged order has to be exactly once.
///
/// @param orders hold an order when it is acknowledged
/// @param events come to hold its events
record Stores(Store orders, List<Store> events) {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int BATCH = 500;

    /// The id of no order.
    private static final Set<String> NONE = Set.of("00000000-0000-0000-0000-000000000000");

    /// The stores of a suite.
    ///
    /// @param mongodb URI
    /// @param kafka client properties
    /// @param elasticsearch base URL, perhaps with a user
    /// @param authorization see [ElasticEvents]
    static Stores of(
            String mongodb,
            Map<String, String> kafka,
            URI elasticsearch,
            @Nullable String authorization,
            Helm.Prefixes prefixes) {
        return new Stores(
                new MongoOrders(mongodb),
                List.of(
                        new KafkaEvents(kafka, prefixes.topics() + "orders"),
                        ElasticEvents.at(
                                elasticsearch, authorization, prefixes.indices() + "events-*")));
    }

    /// Compares each store with what was acknowledged. What is still on its way is waited for; a
    /// store that cannot be read proves nothing, and keeps none of the others from it.
    ///
    /// @param since before the first of the orders
    /// @param patience how long the last event may take to be searchable
    List<Tally> reconcile(Set<String> acknowledged, Instant since, Duration patience) {
        var tallies = new ArrayList<Tally>();
        tallies.add(look(orders, acknowledged, since));
        for (var store : events) {
            tallies.add(settled(patience, () -> look(store, acknowledged, since)));
        }
        return tallies;
    }

    /// Why a proof would not be possible, for each store that cannot be read now.
    List<String> unreadable() {
        var reasons = new ArrayList<String>();
        unreadable(orders).ifPresent(reasons::add);
        events.forEach(store -> unreadable(store).ifPresent(reasons::add));
        return reasons;
    }

    private static Optional<String> unreadable(Store store) {
        return Optional.ofNullable(look(store, NONE, Instant.now()).notProven())
                .map(reason ->
                        "%s cannot be read, so that nothing would be proven: %s."
                                .formatted(store.name(), reason));
    }

    /// What is found when all is proven and nothing is lost any more, or patience is.
    static Tally settled(Duration patience, Supplier<Tally> look) {
        var deadline = Instant.now().plus(patience);
        while (true) {
            var tally = look.get();
            boolean settled = tally.notProven() == null && tally.lost().isEmpty();
            if (settled || Instant.now().isAfter(deadline)) {
                return tally;
            }
            Tasks.pause(PAUSE);
        }
    }

    private static Tally look(Store store, Set<String> acknowledged, Instant since) {
        try {
            return store.look(acknowledged, since);
        } catch (RuntimeException failure) {
            // Each client has exceptions of its own, and any of them must leave the rest of what is
            // known of the upgrade.
            return Tally.unread(
                    store.name(), acknowledged.size(), String.valueOf(failure.getMessage()));
        }
    }

    /// Ids in portions that are asked for at once.
    static List<List<String>> batches(Set<String> ids) {
        var sorted = ids.stream().sorted().toList();
        var batches = new ArrayList<List<String>>();
        for (int from = 0; from < sorted.size(); from += BATCH) {
            batches.add(sorted.subList(from, Math.min(sorted.size(), from + BATCH)));
        }
        return batches;
    }
}
