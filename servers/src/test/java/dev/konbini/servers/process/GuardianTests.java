package dev.konbini.servers.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardianTests {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir Path directory;

    @AfterEach
    void stopAll() {
        ManagedProcess.all(directory).forEach(process -> process.stop(Duration.ZERO));
    }

    @Test
    void killedStarterLeavesNothingRunning() throws IOException, InterruptedException {
        var starter = starter("half-way");
        assertThat(starter.inputReader().readLine()).isEqualTo("started");
        var process = ManagedProcess.find(directory, "started").orElseThrow();
        assertThat(process.alive()).isTrue();

        starter.destroyForcibly().waitFor();

        assertThat(ends(process)).isTrue();
    }

    @Test
    void starterThatIsDoneLeavesItsProcessesRunning() throws IOException, InterruptedException {
        var starter = starter("done");
        assertThat(starter.inputReader().readLine()).isEqualTo("started");
        var process = ManagedProcess.find(directory, "started").orElseThrow();

        assertThat(starter.waitFor()).isZero();

        assertThat(process.alive()).isTrue();
    }

    @Test
    void closingWithoutDoneEndsItsProcessesAndNoOthers() {
        var other = Launch.of("other", List.of("sleep", "600")).start(directory, log());
        ManagedProcess guarded;
        ManagedProcess parent;

        try (var guardian = Guardian.start()) {
            guarded =
                    Launch.of("guarded", List.of("sleep", "600"))
                            .guardedBy(guardian)
                            .start(directory, log());
            parent =
                    Launch.of("parent", List.of("sh", "-c", "sleep 600 & wait"))
                            .guardedBy(guardian)
                            .start(directory, log());
        }

        assertThat(guarded.alive()).isFalse();
        assertThat(parent.alive()).isFalse();
        assertThat(other.alive()).isTrue();
    }

    private Process starter(String end) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starter.class.getName(),
                        directory.toString(),
                        end)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static boolean ends(ManagedProcess process) {
        var deadline = System.nanoTime() + LIMIT.toNanos();
        while (process.alive() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        return !process.alive();
    }

    private Path log() {
        return directory.resolve("out.log");
    }

    /// A program that starts one guarded process, then either waits to be killed or is done.
    static final class Starter {

        private Starter() {}

        public static void main(String[] arguments) throws IOException {
            var directory = Path.of(arguments[0]);
            try (var guardian = Guardian.start()) {
                Launch.of("started", List.of("sleep", "600"))
                        .guardedBy(guardian)
                        .start(directory, directory.resolve("out.log"));
                System.out.println("started");
                if (arguments[1].equals("done")) {
                    guardian.done();
                } else {
                    System.in.read();
                }
            }
        }
    }
}
