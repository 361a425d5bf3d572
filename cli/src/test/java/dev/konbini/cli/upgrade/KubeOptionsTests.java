package dev.konbini.cli.upgrade;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class KubeOptionsTests {

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
