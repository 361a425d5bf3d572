package dev.konbini.cli.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konbini.cli.cluster.Helm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class KubeOptionsTests {

    @TempDir private Path directory;

    @Test
    void namesEachOptionThatIsMissing() {
        assertThatThrownBy(() -> options("--kube", "--kafka=h:9092").require(null))
                .hasMessage(
                        "With --kube these are needed, too: --gateway, --elasticsearch, --mongodb-uri, --to");
    }

    @Test
    void refusesOptionsOfAClusterWithoutOne() {
        assertThatThrownBy(() -> options("--gateway=http://h").require("0.2.0"))
                .hasMessage("--gateway is for a suite in a cluster: add --kube, or leave it out.");
    }

    @Test
    void takesWhatIsComplete() {
        var options =
                options(
                        "--kube",
                        "--gateway=http://h",
                        "--mongodb-uri=mongodb://h",
                        "--kafka=h:9092",
                        "--elasticsearch=http://h:9200");

        assertThatCode(() -> options.require("0.2.0")).doesNotThrowAnyException();
    }

    @Test
    void proofReadsWhatTheReleaseAndItsFilesSay() throws IOException {
        var token = Files.writeString(directory.resolve("token"), "t");
        var kafka =
                Files.writeString(
                        directory.resolve("client.properties"), "security.protocol=SASL_SSL\n");
        var key = Files.writeString(directory.resolve("key"), "ApiKey abc\n");

        var stores =
                options(
                                "--kube",
                                "--gateway=http://h",
                                "--mongodb-uri=mongodb://h",
                                "--kafka=h:9092",
                                "--kafka-config=" + kafka,
                                "--elasticsearch=https://h:9200",
                                "--elasticsearch-authorization=" + key)
                        .outside(token, new Helm.Prefixes("shop.", "shop-"))
                        .stores();

        assertThat(stores.events())
                .containsExactly(
                        new KafkaEvents(
                                Map.of(
                                        "bootstrap.servers",
                                        "h:9092",
                                        "security.protocol",
                                        "SASL_SSL"),
                                "shop.orders"),
                        new ElasticEvents(
                                URI.create("https://h:9200"), "ApiKey abc", "shop-events-*"));
    }

    private static KubeOptions options(String... arguments) {
        var command = new Wanting();
        var _ = new CommandLine(command).parseArgs(arguments);
        return command.options;
    }

    @Command
    private static final class Wanting {

        @Mixin private final KubeOptions options = new KubeOptions();
    }
}
