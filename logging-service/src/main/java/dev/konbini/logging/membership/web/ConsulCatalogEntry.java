package dev.konbini.logging.membership.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.konbini.logging.membership.Instance;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.PropertyNamingStrategies.UpperCamelCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/// An instance as Consul's catalogue gives it
/// (<https://developer.hashicorp.com/consul/api-docs/catalog>).
@JsonNaming(UpperCamelCaseStrategy.class)
record ConsulCatalogEntry(
        @JsonProperty("ID") String id,
        String node,
        String address,
        String datacenter,
        @JsonProperty("ServiceID") String serviceId,
        String serviceName,
        String serviceAddress,
        int servicePort,
        List<String> serviceTags,
        Map<String, String> serviceMeta) {

    static ConsulCatalogEntry from(Instance instance) {
        return new ConsulCatalogEntry(
                "",
                ConsulEntry.address(instance),
                ConsulEntry.address(instance),
                ConsulEntry.DATACENTER,
                instance.instance(),
                instance.service(),
                ConsulEntry.address(instance),
                Objects.requireNonNullElse(instance.port(), 0),
                List.of(instance.version()),
                Map.of("version", instance.version()));
    }
}
