package dev.konbini.cli.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PodWatchTests {

    private static final String READY =
            "\"status\":{\"conditions\":[{\"type\":\"Ready\",\"status\":\"True\"}]}";

    @Test
    void eachEventIsToldAsItComes() {
        var seen = new ArrayList<String>();

        PodWatch.events(
                stream(event("ADDED", "", READY) + event("DELETED", "", READY)),
                (pod, present) -> seen.add(pod.shortName() + " " + present));

        assertThat(seen).containsExactly("gateway-x7k2p true", "gateway-x7k2p false");
    }

    @Test
    void versionIsTheTagOfTheImage() {
        assertThat(pod(event("ADDED", "", READY)).version()).isEqualTo("0.2.0");
        assertThat(Pod.tag("registry.example:5000/gateway")).isEqualTo("latest");
    }

    @Test
    void replicaThatWasToldToGoIsTerminatingEvenWhileItIsReady() {
        var pod = pod(event("MODIFIED", ",\"deletionTimestamp\":\"2026-01-01T00:00:00Z\"", READY));

        assertThat(pod.ready()).isTrue();
        assertThat(pod.terminating()).isTrue();
    }

    @Test
    void waitingForTheFirstStartIsNoTrouble() {
        assertThat(pod(event("ADDED", "", waiting("ContainerCreating"))).trouble()).isEmpty();
    }

    @Test
    void imageThatCannotBePulledIsTrouble() {
        assertThat(pod(event("ADDED", "", waiting("ImagePullBackOff"))).trouble())
                .isEqualTo(Optional.of("ImagePullBackOff (no such image)"));
    }

    private static Pod pod(String event) {
        var pods = new ArrayList<Pod>();
        PodWatch.events(stream(event), (pod, present) -> pods.add(pod));
        return pods.getFirst();
    }

    private static String waiting(String reason) {
        return "\"status\":{\"containerStatuses\":[{\"state\":{\"waiting\":{\"reason\":\""
                + reason
                + "\",\"message\":\"no such image\"}}}]}";
    }

    private static String event(String type, String metadata, String status) {
        return """
        {"type": "%s", "object": {
          "metadata": {"name": "konbini-gateway-bbbc4f9d9-x7k2p", "labels": {"app.kubernetes.io/name": "gateway"}%s},
          "spec": {"containers": [{"image": "registry.example:5000/konbini/gateway:0.2.0"}]}, %s}}
        """
                .formatted(type, metadata, status);
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }
}
