package dev.konbini.gateway.replica;

import dev.konbini.gateway.replica.Services.Service;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Finds out all the time which replicas there are and whether each is ready.
///
/// A lifecycle of its own, so that a start that ends when the context is refreshed (as for an AOT
/// cache) asks nobody.
@Component
final class ReadinessWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ReadinessWatch.class);

    private final Services services;
    private final ReadinessCheck check;
    private final Addresses addresses;
    private final ReplicaProperties.Readiness settings;
    private final Set<Object> underWay = ConcurrentHashMap.newKeySet();
    private volatile @Nullable ScheduledExecutorService timer;

    ReadinessWatch(
            Services services,
            ReadinessCheck check,
            Addresses addresses,
            ReplicaProperties properties) {
        this.services = services;
        this.check = check;
        this.addresses = addresses;
        this.settings = properties.readiness();
    }

    @Override
    public void start() {
        var rounds =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofVirtual().name("readiness-rounds").factory());
        var _ =
                rounds.scheduleWithFixedDelay(
                        this::round, 0, settings.interval().toMillis(), TimeUnit.MILLISECONDS);
        timer = rounds;
    }

    @Override
    public void stop() {
        var rounds = timer;
        if (rounds != null) {
            rounds.shutdownNow();
        }
        timer = null;
    }

    @Override
    public boolean isRunning() {
        return timer != null;
    }

    private void round() {
        for (var service : services.all()) {
            var dns = service.location().dns();
            if (dns != null) {
                once(service, () -> resolve(service, dns));
            }
            for (var replica : service.replicas().all()) {
                once(replica, () -> check(service, replica));
            }
        }
    }

    /// Runs `task` beside the others, unless the same one of the round before is still at it.
    private void once(Object key, Runnable task) {
        if (!underWay.add(key)) {
            return;
        }
        Thread.ofVirtual()
                .name("readiness")
                .start(() -> {
                    try {
                        task.run();
                    } catch (RuntimeException e) {
                        LOG.warn("A readiness check of {} failed in itself", key, e);
                    } finally {
                        underWay.remove(key);
                    }
                });
    }

    private void resolve(Service service, URI dns) {
        var found = addresses.of(dns);
        // A name service that is away, or that knows no ready replica, must not take the last ones
        // that worked from us.
        if (!found.isEmpty()) {
            service.replicas().set(found);
        }
    }

    private void check(Service service, Replica replica) {
        var before = replica.fitness();
        var finding = check.of(replica, service.replicas().answerReadiness());
        if (finding.answered()) {
            service.replicas().haveAnsweredReadiness();
        }
        if (replica.become(finding.fitness(), finding.reason()) && before == Fitness.SET_ASIDE) {
            service.cameBack();
        }
        if (finding.fitness() != Fitness.SET_ASIDE && replica.version() == null) {
            check.version(replica).ifPresent(replica::tell);
        }
    }
}
