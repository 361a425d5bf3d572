package dev.konbini.gateway.replica;

import dev.konbini.web.load.LoadProperties;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// The services behind the gateway, with their replicas and their circuit breakers.
@Component
public final class Services {

    private final Map<ServiceName, Service> services = new EnumMap<>(ServiceName.class);

    Services(ReplicaProperties properties, LoadProperties load, MeterRegistry meters) {
        var waitingMax = Math.max(1, load.requestsMax() / 2);
        var rules = rules(properties.breaker());
        properties
                .services()
                .forEach((name, location) ->
                        services.put(
                                name,
                                new Service(
                                        name,
                                        location,
                                        new Replicas(name, location.replicas()),
                                        CircuitBreaker.of(name.label(), rules),
                                        new Room(waitingMax))));
        services.values().forEach(service -> count(service, meters));
    }

    /// The replicas of `name`, in the order in which they were named.
    public List<Replica> replicas(ServiceName name) {
        return find(name).map(service -> service.replicas().all()).orElse(List.of());
    }

    /// Whether requests for `name` are let through.
    public Circuit circuit(ServiceName name) {
        return find(name)
                .map(service -> Circuit.of(service.breaker().getState()))
                .orElse(Circuit.CLOSED);
    }

    Optional<Service> find(ServiceName name) {
        return Optional.ofNullable(services.get(name));
    }

    List<Service> all() {
        return List.copyOf(services.values());
    }

    private static CircuitBreakerConfig rules(ReplicaProperties.Breaker breaker) {
        return CircuitBreakerConfig.custom()
                .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.TIME_BASED)
                .slidingWindowSize((int) breaker.window().toSeconds())
                .minimumNumberOfCalls(breaker.calls())
                .failureRateThreshold(breaker.failedPercent())
                .waitDurationInOpenState(breaker.pause())
                .permittedNumberOfCallsInHalfOpenState(5)
                .maxWaitDurationInHalfOpenState(breaker.pause())
                .build();
    }

    private static void count(Service service, MeterRegistry meters) {
        for (var fitness : Fitness.values()) {
            Gauge.builder(
                            "konbini.gateway.replicas",
                            service,
                            counted ->
                                    counted.replicas().all().stream()
                                            .filter(replica -> replica.fitness() == fitness)
                                            .count())
                    .description("Replicas by fitness")
                    .tag("service", service.name().label())
                    .tag("fitness", fitness.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
    }

    /// One service.
    ///
    /// @param room for requests that wait for its answer: half of those that this replica holds, so
    ///   that one silent service leaves the others theirs
    record Service(
            ServiceName name,
            ReplicaProperties.Location location,
            Replicas replicas,
            CircuitBreaker breaker,
            Room room) {

        /// Lets requests through again because a replica has shown that it is back, sooner than the
        /// breaker's pause would end.
        void cameBack() {
            if (breaker.getState() == CircuitBreaker.State.OPEN) {
                breaker.transitionToHalfOpenState();
            }
        }
    }

    /// What a circuit breaker does with requests.
    public enum Circuit {
        /// Lets all through.
        CLOSED,
        /// Lets a few through to see whether the service answers again.
        HALF_OPEN,
        /// Lets none through.
        OPEN;

        private static Circuit of(CircuitBreaker.State state) {
            return switch (state) {
                case OPEN, FORCED_OPEN -> OPEN;
                case HALF_OPEN -> HALF_OPEN;
                case CLOSED, DISABLED, METRICS_ONLY -> CLOSED;
            };
        }
    }
}
