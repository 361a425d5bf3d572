package dev.konbini.servers.process;

import dev.konbini.servers.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A process that outlives the program that started it, known by the record it left in a run
/// directory.
///
/// Every act first makes sure that the pid is still the process that was started: after it has died
/// its pid may be another's, which is then neither counted as alive nor touched.
public final class ManagedProcess {

    private static final Duration POLL = Duration.ofMillis(25);
    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
    private static final int LOG_LINES_SHOWN = 15;

    private final Path file;
    private final ProcessRecord record;

    ManagedProcess(Path file, ProcessRecord record) {
        this.file = file;
        this.record = record;
    }

    /// The process called `name` that was last started in `runDirectory`, alive or not.
    public static Optional<ManagedProcess> find(Path runDirectory, String name) {
        var file = ProcessRecord.file(runDirectory, name);
        return ProcessRecord.read(file).map(record -> new ManagedProcess(file, record));
    }

    /// Every process remembered in `runDirectory`, alive or not, in the order of their starts.
    public static List<ManagedProcess> all(Path runDirectory) {
        try (Stream<Path> files = Files.list(runDirectory)) {
            return files.filter(ProcessRecord::isRecord)
                    .map(file ->
                            ProcessRecord.read(file)
                                    .map(record -> new ManagedProcess(file, record))
                                    .orElse(null))
                    .filter(Objects::nonNull)
                    .sorted((a, b) -> a.startedAt().compareTo(b.startedAt()))
                    .toList();
        } catch (NoSuchFileException none) {
            return List.of();
        } catch (IOException e) {
            throw new ServerException(
                    "The run directory " + runDirectory + " cannot be read", "Make it readable", e);
        }
    }

    public String name() {
        return record.name();
    }

    public long pid() {
        return record.pid();
    }

    public List<String> command() {
        return record.command();
    }

    /// Port by the name that its starter gave it, such as `http`.
    public Map<String, Integer> ports() {
        return record.ports();
    }

    public String version() {
        return record.version();
    }

    /// Where it logs: the file that holds its output, or the one it writes by itself.
    public Path log() {
        return Path.of(record.log());
    }

    public Instant startedAt() {
        return record.startedAt();
    }

    /// Whether the process that was started still runs; a zombie does not.
    public boolean alive() {
        return record.bootId().equals(ProcessStat.bootId())
                && ProcessStat.of(record.pid())
                        .filter(stat -> stat.startTicks() == record.startTicks())
                        .filter(ProcessStat::running)
                        .isPresent();
    }

    /// Memory resident for the process and its descendants, in bytes; 0 once dead. Pages that they
    /// share count once for each.
    public long residentBytes() {
        return family().stream()
                .mapToLong(process -> ProcessMemory.residentBytes(process.pid()))
                .sum();
    }

    /// Waits until `ready` holds, asking it again and again.
    ///
    /// @throws ServerException if the process dies first or `limit` passes; shows the end of its
    ///   log
    public void awaitReady(Duration limit, BooleanSupplier ready) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (!ready.getAsBoolean()) {
            if (!alive()) {
                throw failure("stopped while it was starting");
            }
            if (System.nanoTime() - deadline > 0) {
                throw failure("was not ready within " + limit.toSeconds() + " s");
            }
            pause();
        }
    }

    /// Asks the process to end (SIGTERM), ends it (SIGKILL) if it has not after `grace`, and
    /// forgets it. Returns when it is gone; does nothing to a process that already is.
    ///
    /// @throws ServerException if even SIGKILL does not end it; its record is then kept
    public void stop(Duration grace) {
        var family = family();
        if (!family.isEmpty()) {
            family.getFirst().destroy();
            end(family.subList(0, 1), grace);
            // Even if it has ended: a launcher that was killed leaves its server behind.
            kill(family);
        }
        forget();
    }

    /// Ends the process at once (SIGKILL), as a crash would, and keeps its record. Returns when it
    /// is gone.
    ///
    /// @throws ServerException if it is still there after some seconds
    public void kill() {
        kill(family());
    }

    /// Removes the record, so that no later run finds this process.
    public void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new ServerException(
                    "The record " + file + " cannot be removed", "Make its folder writable", e);
        }
    }

    /// The last `count` lines of its log, oldest first; none where there is no log yet.
    public List<String> lastLines(int count) {
        return LogTail.lines(log(), count);
    }

    private ServerException failure(String what) {
        var files = Stream.of(Path.of(record.console()), log()).distinct();
        var shown =
                files.map(file -> file + ":\n" + indented(LogTail.lines(file, LOG_LINES_SHOWN)))
                        .collect(Collectors.joining("\n"));
        return new ServerException(name() + " " + what, "See the end of " + shown);
    }

    private static String indented(List<String> lines) {
        return lines.stream().map(line -> "    " + line).collect(Collectors.joining("\n"));
    }

    private void kill(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroyForcibly);
        if (!end(processes, KILL_LIMIT)) {
            throw failure("does not end on SIGKILL (pid " + pid() + ")");
        }
    }

    /// Waits for processes to end; false if one still runs after `limit`.
    private static boolean end(List<ProcessHandle> processes, Duration limit) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (processes.stream().anyMatch(ManagedProcess::runs)) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            pause();
        }
        return true;
    }

    // A handle counts a zombie as alive.
    private static boolean runs(ProcessHandle process) {
        return process.isAlive()
                && ProcessStat.of(process.pid()).filter(ProcessStat::running).isPresent();
    }

    /// The process and then its descendants; none once it is dead.
    private List<ProcessHandle> family() {
        var handle = ProcessHandle.of(pid());
        if (handle.isEmpty() || !alive()) {
            return List.of();
        }
        return Stream.concat(handle.stream(), handle.get().descendants()).toList();
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("Waiting was interrupted", "Run it again", e);
        }
    }
}
