package dev.konbini.cli.cluster;

import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// A replica in a cluster.
///
/// @param name the cluster's name of it
/// @param service such as `commerce-service`
/// @param version the tag of its image
/// @param terminating whether it was told to go
/// @param trouble why it will not get ready by waiting; empty where nothing speaks against it
public record Pod(
        String name,
        String service,
        String version,
        boolean ready,
        boolean terminating,
        Optional<String> trouble) {

    /// What the kubelet calls a container that needs somebody's help.
    private static final Set<String> TROUBLES =
            Set.of(
                    "CrashLoopBackOff",
                    "ImagePullBackOff",
                    "ErrImageNeverPull",
                    "InvalidImageName",
                    "CreateContainerConfigError",
                    "CreateContainerError",
                    "RunContainerError");

    static Pod from(JsonNode pod) {
        return new Pod(
                pod.at("/metadata/name").asString(""),
                pod.path("metadata").path("labels").path("app.kubernetes.io/name").asString(""),
                tag(pod.at("/spec/containers/0/image").asString("")),
                pod.at("/status/conditions")
                        .valueStream()
                        .anyMatch(condition ->
                                condition.path("type").asString("").equals("Ready")
                                        && condition.path("status").asString("").equals("True")),
                pod.path("metadata").has("deletionTimestamp"),
                trouble(pod));
    }

    /// Service and the random end of its name: enough to tell replicas apart.
    public String shortName() {
        return service + name.substring(name.lastIndexOf('-'));
    }

    /// What follows the last colon, but not that of a registry's port.
    static String tag(String image) {
        int colon = image.lastIndexOf(':');
        return colon > image.lastIndexOf('/') ? image.substring(colon + 1) : "latest";
    }

    private static Optional<String> trouble(JsonNode pod) {
        return pod.at("/status/containerStatuses")
                .valueStream()
                .map(status -> status.at("/state/waiting"))
                .filter(waiting -> TROUBLES.contains(waiting.path("reason").asString("")))
                .map(waiting ->
                        "%s (%s)"
                                .formatted(
                                        waiting.path("reason").asString(""),
                                        waiting.path("message").asString("no message")))
                .findFirst();
    }
}
