package dev.konbini.cli.upgrade;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.cluster.Cluster;
import dev.konbini.cli.cluster.Helm;
import dev.konbini.cli.shop.OutsideOptions;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What has to be known of a suite in a cluster.
final class KubeOptions {

    @Option(
            names = "--kube",
            description = {
                "The suite runs in a cluster, as a release of the chart: helm and kubectl on the PATH do the work, on the cluster that they are set to.",
                "Needs --to, --gateway, and --mongodb-uri, --kafka and --elasticsearch, because the proof looks into the stores themselves."
            })
    private boolean wanted;

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            defaultValue = "konbini",
            description = "The release's namespace (default: ${DEFAULT-VALUE}).")
    private String namespace = "";

    @Option(
            names = "--helm-release",
            paramLabel = "NAME",
            defaultValue = "konbini",
            description = "The release's name (default: ${DEFAULT-VALUE}).")
    private String release = "";

    @Option(
            names = "--chart",
            paramLabel = "CHART",
            description =
                    "The chart to upgrade to, as Helm takes it (default: the one of this checkout).")
    private @Nullable String chart;

    @Option(
            names = "--roll-limit",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description =
                    "Go back when the replicas of a service are not replaced within this time (default: ${DEFAULT-VALUE}).")
    private long limitSeconds;

    @Option(
            names = "--mongodb-uri",
            paramLabel = "URI",
            description = "MongoDB, as reached from here, with the rights to read.")
    private @Nullable String mongodbUri;

    @Option(
            names = "--kafka-config",
            paramLabel = "FILE",
            description =
                    "Client properties by which Kafka is reached from here, such as security.protocol and sasl.jaas.config.")
    private @Nullable Path kafkaConfig;

    @Option(
            names = "--elasticsearch-authorization",
            paramLabel = "FILE",
            description =
                    "A file that holds what Elasticsearch is told in the header Authorization: \"ApiKey …\" or \"Basic …\". A user may stand in its URL instead: https://USER:PASSWORD@HOST:9200.")
    private @Nullable Path elasticsearchAuthorization;

    @Mixin private final OutsideOptions outside = new OutsideOptions();

    boolean wanted() {
        return wanted;
    }

    /// @throws Refusal if something is missing, or something is given that is about clusters only
    void require(@Nullable String to) {
        var options = new LinkedHashMap<String, @Nullable Object>(outside.addresses());
        options.put("--mongodb-uri", mongodbUri);
        if (kafkaConfig != null) {
            options.put("--kafka-config", kafkaConfig);
        }
        if (elasticsearchAuthorization != null) {
            options.put("--elasticsearch-authorization", elasticsearchAuthorization);
        }
        var given = new ArrayList<String>();
        var missing = new ArrayList<String>();
        for (Map.Entry<String, @Nullable Object> option : options.entrySet()) {
            (option.getValue() == null ? missing : given).add(option.getKey());
        }
        if (!wanted && !given.isEmpty()) {
            throw Refusal.usage(
                    String.join(", ", given)
                            + " is for a suite in a cluster: add --kube, or leave it out.");
        }
        if (wanted && to == null) {
            missing.add("--to");
        }
        if (wanted && !missing.isEmpty()) {
            throw Refusal.usage("With --kube these are needed, too: " + String.join(", ", missing));
        }
    }

    Cluster cluster() {
        return new Cluster(namespace, release);
    }

    Helm helm(Path usualChart) {
        return new Helm(
                cluster(),
                chart == null ? usualChart.toString() : chart,
                Duration.ofSeconds(limitSeconds));
    }

    /// @param prefixes with which the release's topics and indices begin
    /// @throws Refusal if a file cannot be read
    Outside outside(Path usualTokenFile, Helm.Prefixes prefixes) {
        if (mongodbUri == null) {
            throw new IllegalStateException("not required before");
        }
        return new Outside(
                outside.gateway(),
                outside.token(usualTokenFile),
                Stores.of(
                        mongodbUri,
                        kafka(),
                        outside.elasticsearch(),
                        elasticsearchAuthorization == null
                                ? null
                                : read(elasticsearchAuthorization).strip(),
                        prefixes));
    }

    private Map<String, String> kafka() {
        var client = new TreeMap<String, String>();
        if (kafkaConfig != null) {
            var properties = new Properties();
            try {
                properties.load(new StringReader(read(kafkaConfig)));
            } catch (IOException | IllegalArgumentException e) {
                throw Refusal.failed(
                        "%s holds no properties (%s).".formatted(kafkaConfig, e.getMessage()));
            }
            properties
                    .stringPropertyNames()
                    .forEach(name -> client.put(name, properties.getProperty(name)));
        }
        client.put("bootstrap.servers", outside.kafka());
        return client;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw Refusal.failed("%s cannot be read (%s).".formatted(file, e));
        }
    }
}
