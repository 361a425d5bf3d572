package dev.konbini.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KonbiniTests {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void withoutACommandSaysWhichThereAre() {
        assertThat(run()).isZero();

        for (var command : List.of("up", "down", "status", "logs", "test", "help")) {
            assertThat(out.toString()).contains("\n  " + command + " ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"up", "down", "status", "logs", "test"})
    void everyCommandHasHelp(String command) {
        assertThat(run("help", command)).isZero();

        assertThat(out.toString()).contains("Usage: konbini " + command).contains("--help");
    }

    @Test
    void unknownCommandIsAUsageError() {
        assertThat(run("upp")).isEqualTo(2);

        assertThat(err.toString()).startsWith("konbini: ").contains("upp").contains("help");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void unknownOptionNamesTheHelpOfTheCommand() {
        assertThat(run("up", "--colour")).isEqualTo(2);

        assertThat(err.toString()).contains("'--colour'").contains("konbini help up");
    }

    private int run(String... arguments) {
        return Konbini.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
