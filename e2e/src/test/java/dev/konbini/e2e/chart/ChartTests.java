package dev.konbini.e2e.chart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartTests {

    private static final Pattern PORT = Pattern.compile("- port: (\\d+)");

    private static final Path ROOT =
            Path.of(System.getProperty("contracts.directory", ".")).resolveSibling("");

    @BeforeAll
    static void needsHelm() {
        var folders = System.getenv().getOrDefault("PATH", "").split(":", -1);
        assumeTrue(
                List.of(folders).stream()
                        .anyMatch(each -> Files.isExecutable(Path.of(each, "helm"))),
                "There is no helm on the path");
    }

    @Test
    void rendersThePlainManifestsAsTheyAreCheckedIn() throws Exception {
        var result = run("k8s/render", "--check");

        assertThat(result.status()).as(result.output()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "helm/konbini/examples/local/values.yaml",
                "k8s/values.yaml",
            })
    void findsNoFaultWithTheValuesThatComeWithIt(String values) throws Exception {
        var result = run("helm", "lint", "--strict", "helm/konbini", "--values", values);

        assertThat(result.status()).as(result.output()).isZero();
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
                "receivers.syslog.enabled=true,receivers.syslog.port=8083 | receivers.syslog.port is 8083, which logging-service has for HTTP",
                "receivers.graphite.enabled=true,receivers.graphite.port=8183 | which logging-service has for HTTP (8083) or its management (8183)",
                "services.commerce.podLabels.app\\.kubernetes\\.io/name=x | services.commerce.podLabels has app.kubernetes.io/name, which the chart sets itself",
                "image.tag=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | It is a label's value too: at most 63 letters",
                "services.gateway.tag=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa | It is a label's value too: at most 63 letters",
                "services.gateway.tag=_1 | the first and the last a letter or digit",
                "networkPolicy.webhooks.ports={https} | got string, want integer",
            })
    void saysWhatIsWrongWithAValue(String value, String message) throws Exception {
        var result = template(value);

        assertThat(result.status()).isNotZero();
        assertThat(result.output()).contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "networkPolicy.webhooks=null |",
                "networkPolicy.enabled=true | 443",
                "networkPolicy.webhooks.ports={80,8443} | 80 8443",
                "networkPolicy.staging.ports={9093,9201} | 443 9093 9201",
            })
    void letsOnlyLoggingServiceOutToWebhooksAndStaging(String value, @Nullable String ports)
            throws Exception {
        var more = ports == null ? "" : " " + ports;

        assertThat(portsOut("logging-service", value)).isEqualTo("53 53 9092 9200" + more);
        assertThat(portsOut("commerce-service", value)).isEqualTo("53 53 9092 27017 9200");
    }

    /// Kubernetes makes 1 of a number of replicas that the release had and leaves out.
    @Test
    void refusesToTurnAutoscalingOnWhileTheNumberIsTheReleasesOwn() throws Exception {
        var result = withAutoscaling(3, "helm");

        assertThat(result.status()).isNotZero();
        assertThat(result.output())
                .contains("services.gateway.autoscaling.enabled would make one replica of 3")
                .contains("kubectl -n shop scale deployment konbini-gateway --replicas=4");
    }

    @ParameterizedTest
    @CsvSource({"3, kubectl", "3, kube-controller-manager", "1, helm"})
    void turnsAutoscalingOnWhereNoReplicaIsLost(int replicas, String manager) throws Exception {
        var result = withAutoscaling(replicas, manager);

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output()).contains("minReplicas: 2").doesNotContain("  replicas: ");
    }

    @Test
    void letsOneServiceBeAheadOfTheOthers() throws Exception {
        var result =
                run(
                        "helm",
                        "template",
                        "helm/konbini",
                        "--values",
                        "helm/konbini/examples/local/values.yaml",
                        "--set-string",
                        "image.tag=1.0.0,services.logging.tag=2.0.0");

        assertThat(result.output())
                .contains("image: konbini/logging-service:2.0.0")
                .contains("image: konbini/gateway:1.0.0");
    }

    @Test
    void letsItsOwnTestInToAGatewayThatIsNotForAnyone() throws Exception {
        var manifests = template("networkPolicy.gatewayFrom[0].ipBlock.cidr=10.0.0.0/8").output();

        assertThat(networkPolicy("gateway", manifests))
                .contains("cidr: 10.0.0.0/8", "app.kubernetes.io/name: test");
        assertThat(networkPolicy("commerce-service", manifests)).doesNotContain("name: test");
    }

    @Test
    void writesLargeNumbersOfAFileInFull(@TempDir Path folder) throws Exception {
        var values =
                Files.writeString(
                        folder.resolve("values.yaml"),
                        """
                        kafka: {properties: {max.request.size: 5242880}}
                        env: {SERVER_TOMCAT_MAX_SWALLOW_SIZE: 2000000, A: 0.5, B: true, C: "1e+06"}
                        services: {commerce: {resources: {limits: {memory: 671088640}}}}
                        """);

        var result = template("image.tag=1.0.0", "--values", values.toString());

        assertThat(result.status()).as(result.output()).isZero();
        assertThat(result.output())
                .contains("value: \"5242880\"", "value: \"2000000\"")
                .contains("value: \"0.5\"", "value: \"true\"", "value: \"1e+06\"");
    }

    /// The ports to which the network policy of `service` lets it out.
    private static String portsOut(String service, String value) throws Exception {
        var policy = networkPolicy(service, template(value).output());
        return PORT.matcher(policy.substring(policy.indexOf("egress:")))
                .results()
                .map(port -> port.group(1))
                .collect(Collectors.joining(" "));
    }

    private static String networkPolicy(String service, String manifests) {
        return Arrays.stream(manifests.split("\n---\n", -1))
                .filter(each -> each.contains("kind: NetworkPolicy"))
                .filter(each -> each.contains("  name: konbini-" + service + "\n"))
                .collect(Collectors.joining());
    }

    private static Result withAutoscaling(int replicas, String manager) throws Exception {
        try (var cluster = new FakeCluster("konbini-gateway", replicas, manager)) {
            return template(
                    "services.gateway.autoscaling.enabled=true,networkPolicy.enabled=false",
                    "--namespace",
                    "shop",
                    "--show-only",
                    "templates/gateway.yaml",
                    "--dry-run=server",
                    "--disable-openapi-validation",
                    "--kube-apiserver",
                    cluster.uri());
        }
    }

    private static Result template(String value, String... options)
            throws IOException, InterruptedException {
        var command =
                new ArrayList<>(List.of("helm", "template", "konbini", "helm/konbini", "--values"));
        command.addAll(List.of("helm/konbini/examples/local/values.yaml", "--set", value));
        command.addAll(List.of(options));
        return run(command.toArray(String[]::new));
    }

    private record Result(int status, String output) {}

    private static Result run(String... command) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of(command));
        if (words.getFirst().contains("/")) {
            words.set(0, ROOT.resolve(words.getFirst()).toString());
        }
        var process =
                new ProcessBuilder(words)
                        .directory(ROOT.toFile())
                        .redirectErrorStream(true)
                        .start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Result(process.waitFor(), output);
    }
}
