package dev.konbini.gateway.replica;

import java.net.URI;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The replicas of one service.
final class Replicas {

    private static final Logger LOG = LoggerFactory.getLogger(Replicas.class);

    private static final Comparator<Replica> BEST_FIRST =
            Comparator.comparing(Replica::fitness).thenComparingInt(Replica::underWay);

    private final ServiceName service;
    private final AtomicInteger turn = new AtomicInteger();
    private volatile List<Replica> all;
    private volatile boolean answerReadiness;

    Replicas(ServiceName service, Collection<URI> uris) {
        this.service = service;
        this.all = uris.stream().map(uri -> new Replica(service, uri, Fitness.FIT)).toList();
    }

    List<Replica> all() {
        return all;
    }

    /// Whether any of them, be it one that has gone, has ever answered a readiness check.
    boolean answerReadiness() {
        return answerReadiness;
    }

    void haveAnsweredReadiness() {
        answerReadiness = true;
    }

    /// Makes `uris` the replicas, keeping what is known of those that stay. Requests that are under
    /// way at one that goes are finished there.
    void set(Collection<URI> uris) {
        var known = all.stream().collect(Collectors.toMap(Replica::uri, Function.identity()));
        if (known.keySet().equals(Set.copyOf(uris))) {
            return;
        }
        var atFirst = known.isEmpty() ? Fitness.FIT : Fitness.UNREADY;
        LOG.info("Replicas of {} are now {} (were {})", service.label(), uris, known.keySet());
        all =
                uris.stream()
                        .distinct()
                        .map(uri ->
                                Optional.ofNullable(known.get(uri))
                                        .orElseGet(() -> new Replica(service, uri, atFirst)))
                        .toList();
    }

    /// Chooses the fittest replica, among equally fit ones the one with the least under way, and
    /// among equals each in its turn. Those that `tried` holds come after all others.
    ///
    /// @return empty only where there is no replica at all
    Optional<Replica> choose(Set<Replica> tried) {
        var now = all;
        if (now.isEmpty()) {
            return Optional.empty();
        }
        // Where all were tried they are tried again in the order of their fitness, not in the old
        // order: the one that refused first is as good as any when it has come back.
        if (tried.containsAll(now)) {
            tried.clear();
        }
        var first = Math.floorMod(turn.getAndIncrement(), now.size());
        return Stream.concat(
                        now.subList(first, now.size()).stream(), now.subList(0, first).stream())
                .filter(replica -> !tried.contains(replica))
                .min(BEST_FIRST);
    }
}
