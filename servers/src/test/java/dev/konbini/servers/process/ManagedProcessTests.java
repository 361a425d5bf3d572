package dev.konbini.servers.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.konbini.servers.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManagedProcessTests {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @TempDir Path directory;

    @AfterEach
    void stopAll() {
        ManagedProcess.all(directory).forEach(process -> process.stop(Duration.ZERO));
    }

    @Test
    void laterRunFindsProcessByItsRecord() {
        var started =
                Launch.of("sleeper", List.of("sleep", "600"))
                        .version("1.2")
                        .port("http", 8080)
                        .start(directory, log());

        var found = ManagedProcess.find(directory, "sleeper").orElseThrow();

        assertThat(found.alive()).isTrue();
        assertThat(found.pid()).isEqualTo(started.pid());
        assertThat(found.version()).isEqualTo("1.2");
        assertThat(found.ports()).containsEntry("http", 8080);
        assertThat(found.startedAt()).isEqualTo(started.startedAt());
        assertThat(found.command()).containsExactly("sleep", "600");
        assertThat(found.residentBytes()).isPositive();
    }

    @Test
    void stopEndsProcessAndForgetsIt() {
        var process = sleeper();

        process.stop(LIMIT);

        assertThat(process.alive()).isFalse();
        assertEnded(process.pid());
        assertThat(ManagedProcess.find(directory, "sleeper")).isEmpty();
        process.stop(LIMIT);
    }

    @Test
    void stopKillsProcessThatIgnoresTermAndItsChildren() {
        var process =
                Launch.of("deaf", List.of("sh", "-c", "trap '' TERM; sleep 600 & echo up; wait"))
                        .start(directory, log());
        process.awaitReady(LIMIT, () -> process.lastLines(1).contains("up"));
        var children = ProcessHandle.of(process.pid()).orElseThrow().descendants().toList();

        process.stop(Duration.ofMillis(100));

        assertThat(process.alive()).isFalse();
        assertThat(children).isNotEmpty();
        assertThat(children).allSatisfy(child -> assertEnded(child.pid()));
    }

    @Test
    void killedProcessKeepsItsRecord() {
        var process = sleeper();

        process.kill();

        var found = ManagedProcess.find(directory, "sleeper").orElseThrow();
        assertThat(found.alive()).isFalse();
        assertThat(found.residentBytes()).isZero();
    }

    @Test
    void recycledPidIsNeitherAliveNorTouched() throws IOException {
        var process = sleeper();
        var file = ProcessRecord.file(directory, "sleeper");
        var record = ProcessRecord.read(file).orElseThrow();
        var earlier =
                new ManagedProcess(
                        file,
                        new ProcessRecord(
                                "sleeper",
                                record.pid(),
                                record.startTicks() - 1,
                                record.bootId(),
                                record.command(),
                                record.ports(),
                                record.version(),
                                record.log(),
                                record.console(),
                                record.startedAt()));

        assertThat(earlier.alive()).isFalse();
        earlier.kill();
        earlier.stop(Duration.ZERO);

        assertThat(process.alive()).isTrue();
        process.stop(LIMIT);
    }

    @Test
    void listsProcessesInOrderOfStartAndSkipsOtherFiles() throws IOException {
        Launch.of("second-name", List.of("sleep", "600")).start(directory, log());
        Launch.of("another", List.of("sleep", "600")).start(directory, log());
        Files.writeString(directory.resolve("broken.json"), "{\"name\":");

        assertThat(ManagedProcess.all(directory))
                .extracting(ManagedProcess::name)
                .containsExactly("second-name", "another");
        assertThat(ManagedProcess.all(directory.resolve("absent"))).isEmpty();
    }

    @Test
    void awaitReadyShowsLogOfProcessThatDied() {
        var process =
                Launch.of("broken", List.of("sh", "-c", "echo no such luck; exit 3"))
                        .start(directory, log());

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> process.awaitReady(LIMIT, () -> false))
                .withMessageContaining("broken stopped while it was starting")
                .withMessageContaining("no such luck");
    }

    @Test
    void awaitReadyGivesUpAfterItsLimit() {
        var process = sleeper();

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> process.awaitReady(Duration.ofMillis(50), () -> false))
                .withMessageContaining("sleeper was not ready within");
    }

    @Test
    void nameThatIsNoFileNameIsRefused() {
        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> Launch.of("../evil", List.of("true")));
    }

    // It may be a zombie for a moment longer: whoever started it reaps it in its own time.
    private static void assertEnded(long pid) {
        assertThat(ProcessStat.of(pid).filter(ProcessStat::running)).isEmpty();
    }

    private ManagedProcess sleeper() {
        return Launch.of("sleeper", List.of("sleep", "600")).start(directory, log());
    }

    private Path log() {
        return directory.resolve("logs/out.log");
    }
}
