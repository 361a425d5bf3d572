package dev.konbini.cli.capacity;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.suite.DataFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class CapacityCommandTests {

    @TempDir private Path folder;

    @Test
    void timesAndLoadsHaveBounds() {
        assertRefused("--seconds", "0");
        assertRefused("--warm-up", "-1");
        assertRefused("--load", "0");
        assertRefused("--headroom", "-1");
    }

    @Test
    void sampleIsReadBeforeAnythingIsSent() {
        assertThatThrownBy(() -> command("--sample", folder.resolve("none").toString()).call())
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("none cannot be read");
    }

    @Test
    void suiteElsewhereIsNamedWhole() {
        assertThatThrownBy(() -> reach("--gateway", "http://127.0.0.1:9"))
                .isInstanceOf(Refusal.class)
                .hasMessage("These are needed, too: --kafka, --elasticsearch.");
        assertThatThrownBy(() -> reach("--metrics", "http://127.0.0.1:9"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("for a suite elsewhere");
    }

    @Test
    void folderWithoutASuiteIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> reach())
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("There is no suite in " + folder)
                .hasMessageContaining("./konbini up");
    }

    private void assertRefused(String option, String value) {
        assertThatThrownBy(() -> command(option, value).call())
                .isInstanceOf(Refusal.class)
                .hasMessageContaining(option);
    }

    private Reach reach(String... options) {
        var reach = new ReachOptions();
        new CommandLine(
                        CommandSpec.create()
                                .addMixin("reach", CommandSpec.forAnnotatedObject(reach)))
                .parseArgs(options);
        return reach.reach(new DataFolder(folder));
    }

    private static CapacityCommand command(String... options) {
        var command = new CapacityCommand();
        new CommandLine(command).parseArgs(options);
        return command;
    }
}
