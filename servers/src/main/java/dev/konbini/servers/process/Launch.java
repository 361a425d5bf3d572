package dev.konbini.servers.process;

import dev.konbini.servers.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a process is to be started; [#start] starts it detached, in a session of its own.
///
/// It survives the end of its starter and a Ctrl-C in the starter's terminal. Its input is empty
/// and its output goes to its log, which a later start continues.
public final class Launch {

    private static final long LOG_BYTES_MAX = 16L << 20;

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private String version = "";
    private @Nullable Path directory;
    private @Nullable Path ownLog;
    private Path input = Path.of("/dev/null");

    private Launch(String name, List<String> command) {
        this.name = ProcessRecord.requireName(name);
        this.command = List.copyOf(command);
    }

    /// Describes a process.
    ///
    /// @param name the process's name within its run directory: lower-case letters, digits, hyphens
    /// @param command the program and its arguments
    public static Launch of(String name, List<String> command) {
        return new Launch(name, command);
    }

    /// Sets one variable on top of the environment inherited from the starter.
    public Launch environment(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /// Remembers a port that the process will listen on; whether it is free is not looked at here.
    public Launch port(String portName, int port) {
        ports.put(portName, port);
        return this;
    }

    public Launch version(String processVersion) {
        this.version = processVersion;
        return this;
    }

    /// Starts it in this working directory instead of the starter's.
    public Launch directory(Path workingDirectory) {
        this.directory = workingDirectory;
        return this;
    }

    /// Gives it this file as its standard input.
    public Launch input(Path file) {
        this.input = file;
        return this;
    }

    /// Says that it writes its log to this file by itself, so that only its console output goes
    /// where [#start] is told.
    public Launch ownLog(Path file) {
        this.ownLog = file;
        return this;
    }

    /// Has the process end with its starter, until that calls [Guardian#done].
    public Launch guardedBy(Guardian guardian) {
        return environment(Guardian.RUN_VARIABLE, guardian.run());
    }

    /// Starts the process and records it; does not wait until it is ready.
    ///
    /// A log beyond 16 MiB is first set aside as `NAME.old`. An earlier process of the same name is
    /// replaced in the record, not stopped: ask [ManagedProcess#find] first.
    ///
    /// @param runDirectory where the record `NAME.json` goes; made if absent
    /// @param log where its output is appended; its folder is made if absent
    /// @throws ServerException if the program `setsid` is missing or a folder cannot be written
    public ManagedProcess start(Path runDirectory, Path log) {
        try {
            Files.createDirectories(runDirectory);
            Files.createDirectories(log.toAbsolutePath().getParent());
            setAside(log);
            var process = builder(log).start();
            var stat = ProcessStat.of(process.pid()).orElse(new ProcessStat('X', 0, 0));
            var record =
                    new ProcessRecord(
                            name,
                            process.pid(),
                            stat.startTicks(),
                            ProcessStat.bootId(),
                            command,
                            ports,
                            version,
                            (ownLog == null ? log : ownLog).toAbsolutePath().toString(),
                            log.toAbsolutePath().toString(),
                            Instant.now());
            var file = ProcessRecord.file(runDirectory, name);
            record.write(file);
            return new ManagedProcess(file, record);
        } catch (IOException e) {
            throw new ServerException(
                    name + " cannot be started: " + e.getMessage(),
                    "Make sure that setsid (package util-linux) is installed and that "
                            + runDirectory
                            + " and "
                            + log
                            + " can be written",
                    e);
        }
    }

    private ProcessBuilder builder(Path log) {
        // As no leader of a group, setsid becomes the command without a fork: the pid stays the
        // same.
        var detached = new ArrayList<>(List.of("setsid"));
        detached.addAll(command);
        var builder =
                new ProcessBuilder(detached)
                        .redirectInput(input.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        // What this program was itself started under must not be handed on.
        builder.environment().remove(Guardian.RUN_VARIABLE);
        builder.environment().putAll(environment);
        return builder;
    }

    private static void setAside(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LOG_BYTES_MAX) {
            Files.move(
                    log,
                    log.resolveSibling(log.getFileName() + ".old"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
