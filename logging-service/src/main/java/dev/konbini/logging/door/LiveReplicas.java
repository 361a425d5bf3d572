package dev.konbini.logging.door;

import dev.konbini.logging.membership.Instance;
import dev.konbini.logging.membership.Instances;
import java.time.Duration;
import java.util.function.IntSupplier;
import org.springframework.stereotype.Component;

/// Counts the replicas of this service that live, among which each quota is shared.
///
/// One of which nothing was heard lately counts until it is gone: too small a share for some
/// seconds is the better mistake. While no heartbeat is known yet, this replica counts as the only
/// one: heartbeats come through Kafka, and while that is away no line is taken either.
@Component
final class LiveReplicas implements IntSupplier {

    private static final String SERVICE = "logging-service";
    private static final long PERIOD_NANOS = Duration.ofSeconds(1).toNanos();

    private final Instances instances;
    private volatile Count count;

    LiveReplicas(Instances instances) {
        this.instances = instances;
        this.count = new Count(1, System.nanoTime() - PERIOD_NANOS);
    }

    @Override
    public int getAsInt() {
        var last = count;
        if (System.nanoTime() - last.atNanos() >= PERIOD_NANOS) {
            last = new Count(count(), System.nanoTime());
            count = last;
        }
        return last.replicas();
    }

    private int count() {
        var alive =
                instances.view().instances().stream()
                        .filter(instance -> instance.service().equals(SERVICE) && lives(instance))
                        .count();
        return Math.max(1, Math.toIntExact(alive));
    }

    private static boolean lives(Instance instance) {
        return switch (instance.state()) {
            case STARTING, ALIVE, DRAINING, SUSPECT -> true;
            case STOPPED, GONE -> false;
        };
    }

    private record Count(int replicas, long atNanos) {}
}
