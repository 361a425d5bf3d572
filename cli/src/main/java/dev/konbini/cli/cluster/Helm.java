package dev.konbini.cli.cluster;

import dev.konbini.cli.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Changes a release by `helm`.
///
/// @param chart a folder, an archive, or what else Helm takes for a chart
/// @param limit how long all replicas together may take to be replaced
public record Helm(Cluster cluster, String chart, Duration limit) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// The number of the release's present state, to which [#rollback] goes back.
    ///
    /// @throws Refusal if there is no such release
    public int revision() {
        var status = Program.print(command("status", cluster.release(), "--output=json"));
        return JSON.readTree(status).path("version").asInt();
    }

    /// The services as the chart would have them after an upgrade to a version.
    ///
    /// @throws Refusal if the chart does not take the release's values
    public List<Deployment> rendered(String version) {
        var command = upgradeCommand(version);
        command.addAll(List.of("--dry-run=client", "--output=json"));
        var manifest = JSON.readTree(Program.print(command)).path("manifest").asString();
        try {
            var file = Files.createTempFile("konbini-chart", ".yaml");
            try {
                Files.writeString(file, manifest);
                return deployments(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw Refusal.failed("The chart cannot be looked at (%s).".formatted(e.getMessage()));
        }
    }

    /// `kubectl` reads the YAML and changes nothing.
    private List<Deployment> deployments(Path manifest) {
        var objects =
                Program.print(
                        List.of(
                                "kubectl",
                                "--namespace",
                                cluster.namespace(),
                                "create",
                                "--dry-run=client",
                                "--output=json",
                                "--filename=" + manifest));
        var deployments = new ArrayList<Deployment>();
        try (var documents = JSON.readerFor(JsonNode.class).<JsonNode>readValues(objects)) {
            while (documents.hasNextValue()) {
                var document = documents.nextValue();
                var items = document.path("items");
                (items.isArray() ? items.valueStream() : Stream.of(document))
                        .filter(each -> each.path("kind").asString("").equals("Deployment"))
                        .map(Deployment::from)
                        .forEach(deployments::add);
            }
        }
        return deployments;
    }

    /// Begins an upgrade to the images of a version. What was set at the last install or upgrade
    /// stays; what the chart has got since then has the chart's defaults, which `--reuse-values`
    /// alone would leave out.
    public Program upgrade(String version) {
        var command = upgradeCommand(version);
        command.addAll(List.of("--wait", "--timeout=" + limit.toSeconds() + "s"));
        return Program.start(command);
    }

    /// Begins to go back.
    public Program rollback(int revision) {
        return Program.start(
                command(
                        "rollback",
                        cluster.release(),
                        Integer.toString(revision),
                        "--wait",
                        "--timeout=" + limit.toSeconds() + "s"));
    }

    private List<String> upgradeCommand(String version) {
        return command(
                "upgrade",
                cluster.release(),
                chart,
                "--reset-then-reuse-values",
                "--set-string=image.tag=" + version);
    }

    private List<String> command(String... arguments) {
        var command = new ArrayList<>(List.of("helm", "--namespace", cluster.namespace()));
        command.addAll(List.of(arguments));
        return command;
    }
}
