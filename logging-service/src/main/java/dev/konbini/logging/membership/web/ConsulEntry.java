package dev.konbini.logging.membership.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.konbini.logging.membership.Instance;
import dev.konbini.logging.membership.Instance.State;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// An instance as Consul's health endpoint gives it
/// (<https://developer.hashicorp.com/consul/api-docs/health>).
@JsonNaming(UpperCamelCaseStrategy.class)
record ConsulEntry(ConsulNode node, ConsulService service, List<ConsulCheck> checks) {

    static final String DATACENTER = "konbini";

    static ConsulEntry from(Instance instance) {
        return new ConsulEntry(
                ConsulNode.from(instance),
                ConsulService.from(instance),
                List.of(ConsulCheck.from(instance)));
    }

    static String address(Instance instance) {
        return Objects.requireNonNullElse(instance.host(), "");
    }

    /// Where it runs.
    @JsonNaming(UpperCamelCaseStrategy.class)
    record ConsulNode(
            @JsonProperty("ID") String id,
            String node,
            String address,
            String datacenter,
            Map<String, String> meta) {

        static ConsulNode from(Instance instance) {
            return new ConsulNode(
                    "",
                    ConsulEntry.address(instance),
                    ConsulEntry.address(instance),
                    DATACENTER,
                    Map.of());
        }
    }

    /// How it is reached.
    @JsonNaming(UpperCamelCaseStrategy.class)
    record ConsulService(
            @JsonProperty("ID") String id,
            String service,
            List<String> tags,
            String address,
            int port,
            Map<String, String> meta) {

        static ConsulService from(Instance instance) {
            return new ConsulService(
                    instance.instance(),
                    instance.service(),
                    List.of(instance.version()),
                    ConsulEntry.address(instance),
                    Objects.requireNonNullElse(instance.port(), 0),
                    Map.of("version", instance.version(), "state", text(instance.state())));
        }
    }

    /// How it is.
    @JsonNaming(UpperCamelCaseStrategy.class)
    record ConsulCheck(
            String node,
            @JsonProperty("CheckID") String checkId,
            String name,
            String status,
            String notes,
            String output,
            @JsonProperty("ServiceID") String serviceId,
            String serviceName) {

        static ConsulCheck from(Instance instance) {
            return new ConsulCheck(
                    ConsulEntry.address(instance),
                    "heartbeat:" + instance.instance(),
                    "Heartbeat",
                    ConsulEntry.status(instance.state()),
                    "",
                    "%s since %s".formatted(text(instance.state()), instance.since()),
                    instance.instance(),
                    instance.service());
        }
    }

    private static String text(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /// What Consul calls a state: an instance that is not to be sent requests is critical, one that
    /// may still answer them is at warning.
    static String status(State state) {
        return switch (state) {
            case ALIVE -> "passing";
            case SUSPECT -> "warning";
            case STARTING, DRAINING, STOPPED, GONE -> "critical";
        };
    }
}
