package dev.konbini.gateway.state;

import dev.konbini.gateway.replica.Fitness;
import dev.konbini.gateway.replica.Replica;
import dev.konbini.gateway.replica.ServiceName;
import dev.konbini.gateway.replica.Services;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tells how the suite is at this moment.
///
/// Anyone may read it, so it names replicas by number and not by their addresses.
@Component
public final class SuiteState {

    private final Services services;

    SuiteState(Services services) {
        this.services = services;
    }

    /// Each service, in a fixed order.
    public List<ServiceState> services() {
        return Arrays.stream(ServiceName.values()).map(this::state).toList();
    }

    private ServiceState state(ServiceName name) {
        var replicas = services.replicas(name);
        return new ServiceState(
                name,
                services.circuit(name),
                IntStream.range(0, replicas.size())
                        .mapToObj(index -> ReplicaState.of(name, index, replicas.get(index)))
                        .toList());
    }

    /// How one service is.
    public record ServiceState(
            ServiceName name, Services.Circuit circuit, List<ReplicaState> replicas) {

        /// Whether at least one replica serves.
        public boolean serves() {
            return replicas.stream().anyMatch(replica -> replica.fitness() == Fitness.FIT);
        }
    }

    /// How one replica is.
    ///
    /// @param name of the service and its number, such as `commerce-1`
    /// @param version null while it is not known
    public record ReplicaState(String name, Fitness fitness, @Nullable String version) {

        private static ReplicaState of(ServiceName service, int index, Replica replica) {
            return new ReplicaState(
                    service.label() + "-" + (index + 1), replica.fitness(), replica.version());
        }
    }
}
