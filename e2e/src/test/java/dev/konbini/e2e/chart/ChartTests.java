package dev.konbini.e2e.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.DryRun;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ChartTests {

    private static final Pattern PORT = Pattern.compile("- port: (\\d+)");

    private static final Path ROOT =
            Path.of(System.getProperty("contracts.directory", ".")).resolveSibling("");

    private static final Path CHART = ROOT.resolve("helm/konbini");
    private static final Path LOCAL = CHART.resolve("examples/local/values.yaml");

    @TempDir private Path folder;

    @Test
    void rendersThePlainManifestsAsTheyAreCheckedIn() throws IOException {
        var checkedIn = Files.readString(ROOT.resolve("k8s/base/konbini.yaml"));

        var rendered = with(CHART, ROOT.resolve("k8s/values.yaml")).withNamespace("konbini").call();

        assertThat(linesOf(checkedIn).skip(1))
                .as("k8s/base/konbini.yaml is stale: run k8s/render and commit the result")
                .containsExactlyElementsOf(
                        linesOf(rendered.replace("managed-by: Helm", "managed-by: kustomize"))
                                .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"helm/konbini/examples/local/values.yaml", "k8s/values.yaml"})
    void findsNoFaultWithTheValuesThatComeWithIt(String values) throws IOException {
        var result = new Helm(chartWith(ROOT.resolve(values))).lint().strict().call();

        assertThat(result.isFailed()).as(String.join("\n", result.getMessages())).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "services.gateway.replica=3 | additional properties 'replica' not allowed",
                "services.gateway.replicas=many | got string, want integer",
                "rollout.drainSeconds=0 | minimum: got 0, want 2",
                "mongodb.uri= | Where is MongoDB? Set mongodb.uri",
                "mongodb.uri=h:27017 | mongodb.uri is \"h:27017\". It begins with mongodb:// or mongodb+srv://.",
                "mongodb.existingSecret.name=m | mongodb.uri and mongodb.existingSecret.name are both set",
                "kafka.bootstrapServers= | Where is Kafka? Set kafka.bootstrapServers",
                "kafka.bootstrapServers=http://h:9092 | It is host:port, several by commas, without a scheme.",
                "elasticsearch.uris= | Where is Elasticsearch? Set elasticsearch.uris",
                "elasticsearch.uris=h:9200 | It is http://host:port or https://host:port",
                "elasticsearch.username=elastic | set both or neither",
                "ingress.enabled=true | ingress.enabled needs ingress.host",
                "ingress.host=https://shop | It is a DNS name, without a scheme, port or path.",
                "image.prefix=reg.example/konbini | It ends with /, because a service's name is put behind it.",
                "services.commerce.resources.limits.memory=lots | It is a quantity such as 500m or 512Mi.",
                "services.commerce.env.port=1 | takes settings by the name of their environment variable",
                "receivers.graphite.tenant=A | It has small letters, digits, '_' and '-'.",
                "receivers.graphite.port=80 | minimum: got 80, want 1",
                "secrets.accessKeys.name=Bad_Name | It is the name of a Kubernetes object",
                "receivers.syslog.enabled=true, receivers.syslog.port=8083 | receivers.syslog.port is 8083, which logging-service has for HTTP",
                "receivers.graphite.enabled=true, receivers.graphite.port=8183 | which logging-service has for HTTP (8083) or its management (8183)",
                "services.commerce.podLabels.app\\.kubernetes\\.io/name=x | services.commerce.podLabels has app.kubernetes.io/name, which the chart sets itself",
                "spool.sizeLimit=lots | spool.sizeLimit is \"lots\". It is a quantity such as 512Mi.",
                "spool.sizeLimit=1Mi | It is at least 2Mi: lines take half of it",
                "image.tag=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | It is a label's value too: at most 63 letters",
                "services.gateway.tag=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | It is a label's value too: at most 63 letters",
                "services.gateway.tag=_1 | the first and the last a letter or digit",
                "networkPolicy.webhooks.ports[0]=https | got string, want integer",
            })
    void saysWhatIsWrongWithAValue(String values, String message) {
        var command = template(values);

        assertThatThrownBy(command::call).hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "networkPolicy.webhooks=null |",
                "networkPolicy.enabled=true | 443",
                "networkPolicy.webhooks.ports[0]=80, networkPolicy.webhooks.ports[1]=8443 | 80 8443",
                "networkPolicy.staging.ports[0]=9093, networkPolicy.staging.ports[1]=9201 | 443 9093 9201",
            })
    void letsOnlyLoggingServiceOutToWebhooksAndStaging(String values, @Nullable String ports) {
        var more = ports == null ? "" : " " + ports;

        var manifests = template(values).call();

        assertThat(portsOut("logging-service", manifests)).isEqualTo("53 53 9092 9200" + more);
        assertThat(portsOut("commerce-service", manifests)).isEqualTo("53 53 9092 27017 9200");
    }

    @ParameterizedTest
    @CsvSource({
        "512Mi, 268435456B",
        "1.5Gi, 805306368B",
        "100M, 50000000B",
        "536870912, 268435456B",
    })
    void letsLinesTakeHalfOfTheSpool(String sizeLimit, String maxSize) {
        var manifests = template("spool.sizeLimit=" + sizeLimit).call();

        assertThat(manifest("Deployment", "gateway", manifests))
                .contains("sizeLimit: " + sizeLimit + "\n")
                .containsSubsequence(
                        "name: KONBINI_TELEMETRY_MAX_SIZE\n", "value: \"" + maxSize + "\"\n");
    }

    /// Kubernetes makes 1 of a number of replicas that the release had and leaves out.
    @Test
    void refusesToTurnAutoscalingOnWhileTheNumberIsTheReleasesOwn() throws IOException {
        try (var cluster = new FakeCluster("konbini-gateway", 3, "helm")) {
            var command = withAutoscaling(cluster);

            assertThatThrownBy(command::call)
                    .hasMessageContaining(
                            "services.gateway.autoscaling.enabled would make one replica of 3")
                    .hasMessageContaining(
                            "kubectl -n shop scale deployment konbini-gateway --replicas=4");
        }
    }

    @ParameterizedTest
    @CsvSource({"3, kubectl", "3, kube-controller-manager", "1, helm"})
    void turnsAutoscalingOnWhereNoReplicaIsLost(int replicas, String manager) throws IOException {
        try (var cluster = new FakeCluster("konbini-gateway", replicas, manager)) {
            var release = withAutoscaling(cluster).call();

            assertThat(release.getStatus()).isEqualTo("pending-install");
        }
    }

    /// Rendered as where there is no Deployment yet: `template` would look into a cluster of
    /// whoever runs this.
    @Test
    void leavesTheNumberOfReplicasToTheAutoscaler() throws IOException {
        var chart = copy();
        var validate = chart.resolve("templates/_validate.tpl");
        Files.writeString(
                validate, Files.readString(validate).replace("with lookup ", "with and false "));

        var manifests = with(chart, LOCAL).set("services.gateway.autoscaling.enabled", true).call();

        assertThat(manifest("HorizontalPodAutoscaler", "gateway", manifests))
                .contains("minReplicas: 2");
        assertThat(manifest("Deployment", "gateway", manifests)).doesNotContain("  replicas: ");
        assertThat(manifest("Deployment", "commerce-service", manifests)).contains("  replicas: 2");
    }

    @Test
    void letsOneServiceBeAheadOfTheOthers() {
        var manifests = template("image.tag=1.0.0, services.logging.tag=2.0.0").call();

        assertThat(manifests)
                .contains("image: konbini/logging-service:2.0.0")
                .contains("image: konbini/gateway:1.0.0");
    }

    @Test
    void letsItsOwnTestInToAGatewayThatIsNotForAnyone() {
        var manifests = template("networkPolicy.gatewayFrom[0].ipBlock.cidr=10.0.0.0/8").call();

        assertThat(manifest("NetworkPolicy", "gateway", manifests))
                .contains("cidr: 10.0.0.0/8", "app.kubernetes.io/name: test");
        assertThat(manifest("NetworkPolicy", "commerce-service", manifests))
                .doesNotContain("name: test");
    }

    @Test
    void writesLargeNumbersOfAFileInFull() throws IOException {
        var values =
                Files.writeString(
                        folder.resolve("values.yaml"),
                        """
                        kafka: {properties: {max.request.size: 5242880}}
                        env: {SERVER_TOMCAT_MAX_SWALLOW_SIZE: 2000000, A: 0.5, B: true, C: "1e+06"}
                        services: {commerce: {resources: {limits: {memory: 671088640}}}}
                        """);

        var manifests = template("image.tag=1.0.0").withValuesFile(values).call();

        assertThat(manifests)
                .contains("value: \"5242880\"", "value: \"2000000\"")
                .contains("value: \"0.5\"", "value: \"true\"", "value: \"1e+06\"");
    }

    /// Without empty ones, of which Helm 3 writes more than Helm 4.
    private static Stream<String> linesOf(String manifests) {
        return manifests.lines().filter(line -> !line.isBlank());
    }

    /// The ports to which the network policy of `service` lets it out.
    private static String portsOut(String service, String manifests) {
        var policy = manifest("NetworkPolicy", service, manifests);
        return PORT.matcher(policy.substring(policy.indexOf("egress:")))
                .results()
                .map(port -> port.group(1))
                .collect(Collectors.joining(" "));
    }

    private static String manifest(String kind, String service, String manifests) {
        return Arrays.stream(manifests.split("\n---\n", -1))
                .filter(each -> each.contains("\nkind: " + kind + "\n"))
                .filter(each -> each.contains("  name: konbini-" + service + "\n"))
                .collect(Collectors.joining());
    }

    /// @param values each as `path=value`, further ones after a comma and a space
    private static TemplateCommand template(String values) {
        var command = with(CHART, LOCAL);
        for (var value : values.split(", ", -1)) {
            var equals = value.indexOf('=');
            command.set(value.substring(0, equals), value.substring(equals + 1));
        }
        return command;
    }

    /// Renders for the oldest Kubernetes that the chart takes.
    private static TemplateCommand with(Path chart, Path values) {
        return new Helm(chart)
                .template()
                .withName("konbini")
                .withKubeVersion("1.30.0")
                .withValuesFile(values);
    }

    private static InstallCommand withAutoscaling(FakeCluster cluster) {
        return new Helm(CHART)
                .install()
                .withName("konbini")
                .withNamespace("shop")
                .withValuesFile(LOCAL)
                .set("services.gateway.autoscaling.enabled", true)
                .set("networkPolicy.enabled", false)
                .withKubeConfigContents(cluster.kubeConfig())
                .withDryRunOption(DryRun.SERVER)
                .disableOpenApiValidation();
    }

    /// Returns a copy of the chart with `values` merged into its own, which are all that lint looks
    /// at.
    private Path chartWith(Path values) throws IOException {
        var chart = copy();
        var own = chart.resolve("values.yaml").toFile();
        var yaml = new YAMLMapper();
        JsonNode merged = yaml.readerForUpdating(yaml.readTree(own)).readValue(values.toFile());
        yaml.writeValue(own, merged);
        return chart;
    }

    private Path copy() throws IOException {
        var copy = folder.resolve("konbini");
        try (var files = Files.walk(CHART)) {
            for (var file : files.toList()) {
                Files.copy(file, copy.resolve(CHART.relativize(file)));
            }
        }
        return copy;
    }
}
