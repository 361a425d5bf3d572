package dev.konbini.cli.cluster;

import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// A service of a release, as it is asked for and as it runs.
///
/// @param image of its one container
/// @param settled whether what runs is what was asked for last
/// @param maxUnavailable how many replicas may be missing during a roll, as written: `0` or `25%`
/// @param preStop whether something is done before a replica learns that it is to go
/// @param readinessPath what readiness is asked at; empty where it is not asked over HTTP
/// @param settings environment variables that have a value
public record Deployment(
        String name,
        String image,
        int replicas,
        int ready,
        boolean settled,
        String maxUnavailable,
        boolean preStop,
        String readinessPath,
        Map<String, String> settings) {

    static Deployment from(JsonNode deployment) {
        var spec = deployment.path("spec");
        var status = deployment.path("status");
        var container = spec.at("/template/spec/containers/0");
        int replicas = spec.path("replicas").asInt(1);
        return new Deployment(
                deployment.at("/metadata/name").asString(""),
                container.path("image").asString(""),
                replicas,
                status.path("readyReplicas").asInt(0),
                status.path("updatedReplicas").asInt(0) == replicas
                        && status.path("replicas").asInt(0) == replicas
                        && status.path("observedGeneration").asLong(0)
                                == deployment.at("/metadata/generation").asLong(0),
                spec.at("/strategy/rollingUpdate/maxUnavailable").asString("25%"),
                container.at("/lifecycle/preStop").isObject(),
                container.at("/readinessProbe/httpGet/path").asString(""),
                container
                        .path("env")
                        .valueStream()
                        .filter(variable -> variable.has("value"))
                        .collect(
                                Collectors.toMap(
                                        variable -> variable.path("name").asString(""),
                                        variable -> variable.path("value").asString(""),
                                        (earlier, later) -> later)));
    }

    public String version() {
        return Pod.tag(image);
    }
}
