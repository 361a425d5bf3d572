package dev.konbini.cli.cluster;

import dev.konbini.cli.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Changes a release by `helm`.
///
/// @param chart a folder, an archive, or what else Helm takes for a chart
/// @param limit how long the replicas of one service may take to be replaced
public record Helm(Cluster cluster, String chart, Duration limit) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// The number of the release's present state, to which [#rollback] goes back.
    ///
    /// @throws Refusal if there is no such release
    public int revision() {
        var status = Program.print(command("status", cluster.release(), "--output=json"));
        return JSON.readTree(status).path("version").asInt();
    }

    /// With what the names of a suite's topics and indices begin.
    public record Prefixes(String topics, String indices) {

        /// Those of a suite that is told no others.
        public static final Prefixes USUAL = new Prefixes("konbini.", "konbini-");
    }

    /// Those of the release's values, the chart's defaults included.
    ///
    /// @throws Refusal if there is no such release
    public Prefixes prefixes() {
        var values =
                JSON.readTree(
                        Program.print(
                                command(
                                        "get",
                                        "values",
                                        cluster.release(),
                                        "--all",
                                        "--output=json")));
        return new Prefixes(
                values.at("/topics/prefix").asString(Prefixes.USUAL.topics()),
                values.at("/indices/prefix").asString(Prefixes.USUAL.indices()));
    }

    /// The services as the chart would have them after an upgrade to a version.
    ///
    /// @throws Refusal if the chart does not take the release's values
    public List<Deployment> rendered(String version) {
        var command = upgradeCommand("image.tag=" + version);
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

    /// Begins to bring one service to a version, the others staying as they are. What was set at
    /// the last install or upgrade stays; what the chart has got since then has the chart's
    /// defaults, which `--reuse-values` alone would leave out.
    ///
    /// @param service its name below `services` in the chart's values
    public Program upgrade(String version, String service) {
        return Program.start(waiting(upgradeCommand(tag(service, version))));
    }

    /// Begins to bring all services to a version, and forgets what was set for single ones.
    ///
    /// @param services all, by their names below `services` in the chart's values
    public Program upgrade(String version, List<String> services) {
        return Program.start(waiting(upgradeCommand(tags(version, services))));
    }

    /// Begins to go back.
    public Program rollback(int revision) {
        return Program.start(
                waiting(command("rollback", cluster.release(), Integer.toString(revision))));
    }

    private static String tag(String service, String version) {
        return "services.%s.tag=%s".formatted(service, version);
    }

    private static String tags(String version, List<String> services) {
        return Stream.concat(
                        Stream.of("image.tag=" + version),
                        services.stream().map(service -> tag(service, "")))
                .collect(Collectors.joining(","));
    }

    private List<String> waiting(List<String> command) {
        command.addAll(List.of("--wait", "--timeout=" + limit.toSeconds() + "s"));
        return command;
    }

    private List<String> upgradeCommand(String values) {
        return command(
                "upgrade",
                cluster.release(),
                chart,
                "--reset-then-reuse-values",
                "--set-string=" + values);
    }

    private List<String> command(String... arguments) {
        var command = new ArrayList<>(List.of("helm", "--namespace", cluster.namespace()));
        command.addAll(List.of(arguments));
        return command;
    }
}
