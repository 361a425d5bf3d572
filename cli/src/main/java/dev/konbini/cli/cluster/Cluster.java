package dev.konbini.cli.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One release in one namespace, looked at.
///
/// Every method throws a [dev.konbini.cli.Refusal] if `kubectl` fails, with what it says.
///
/// @param release Helm's name of it
public record Cluster(String namespace, String release) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public List<Deployment> deployments() {
        return items("deployments").stream().map(Deployment::from).toList();
    }

    public List<Pod> pods() {
        return items("pods").stream().map(Pod::from).toList();
    }

    /// How many replicas may go on purpose now, by the name of the disruption budget.
    public Map<String, Integer> disruptionsAllowed() {
        return items("poddisruptionbudgets").stream()
                .collect(
                        Collectors.toMap(
                                budget -> budget.at("/metadata/name").asString(""),
                                budget -> budget.at("/status/disruptionsAllowed").asInt(0)));
    }

    /// Images that some node has already. A node names its largest fifty only.
    public Set<String> imagesOnNodes() {
        return JSON.readTree(Program.print(List.of("kubectl", "get", "nodes", "--output=json")))
                .path("items")
                .valueStream()
                .flatMap(node -> node.at("/status/images").valueStream())
                .flatMap(image -> image.path("names").valueStream())
                .map(name -> name.asString(""))
                .collect(Collectors.toSet());
    }

    /// The services' part of the release; not its tests.
    List<String> kubectl(String... arguments) {
        var command = new ArrayList<>(List.of("kubectl", "--namespace", namespace));
        command.addAll(Arrays.asList(arguments));
        command.add(
                "--selector=app.kubernetes.io/part-of=konbini,app.kubernetes.io/instance="
                        + release
                        + ",app.kubernetes.io/name!=test");
        return command;
    }

    private List<JsonNode> items(String kind) {
        var answer = Program.print(kubectl("get", kind, "--output=json"));
        return JSON.readTree(answer).path("items").valueStream().toList();
    }
}
