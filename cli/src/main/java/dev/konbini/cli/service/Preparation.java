package dev.konbini.cli.service;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.suite.Installation;
import dev.konbini.cli.suite.Service;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Makes a built service fast to start, once for each build: its jar is unpacked and a start of it
/// recorded (JEP 483, JEP 514), which halves its start.
///
/// What is made lies in `target/run/DIGEST` of the module, so that a rebuild never touches the
/// files of a running service. Several commands may prepare at once: one does it, the others wait.
final class Preparation {

    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Installation installation;
    private final Service service;
    private final Path runFolder;

    Preparation(Installation installation, Service service) {
        this.installation = installation;
        this.service = service;
        this.runFolder = installation.root().resolve(service.module()).resolve("target/run");
    }

    /// Whether [#prepare] would find all done.
    boolean isDone() {
        var folder = folder(installation.jar(service));
        return Files.exists(folder.resolve("app.aot")) || Files.exists(folder.resolve("untrained"));
    }

    /// The prepared service. A training run that fails is no failure: the service then starts
    /// without its recording, and says itself what is wrong.
    ///
    /// @param trainingConfig settings under which it starts without disturbing a running suite
    PreparedService prepare(int heapMebibytes, Path trainingConfig) {
        var jar = installation.jar(service);
        var folder = folder(jar);
        var prepared =
                new PreparedService(folder.resolve(jar.getFileName()), folder.resolve("app.aot"));
        if (isDone()) {
            return prepared;
        }
        try {
            Files.createDirectories(runFolder);
            try (var channel =
                            FileChannel.open(
                                    runFolder.resolve("lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                if (!isDone()) {
                    unpack(jar, folder);
                    train(prepared, heapMebibytes, trainingConfig);
                    OldBuilds.remove(runFolder, folder);
                }
            }
            return prepared;
        } catch (IOException e) {
            throw Refusal.failed(
                    "%s cannot be prepared in %s (%s). Make the folder writable and run it again."
                            .formatted(service.module(), runFolder, e.getMessage()));
        }
    }

    private Path folder(Path jar) {
        return runFolder.resolve(BuildDigest.of(jar, runFolder, installation.java()));
    }

    private void unpack(Path jar, Path folder) throws IOException {
        var part = folder.resolveSibling(folder.getFileName() + ".part");
        Trees.remove(part);
        Trees.remove(folder);
        var log = runFolder.resolve("unpack.log");
        int status =
                run(
                        List.of(
                                installation.java().toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Djarmode=tools",
                                "-jar",
                                jar.toString(),
                                "extract",
                                "--destination",
                                part.toString()),
                        log);
        if (status != 0) {
            throw Refusal.failed(
                    "%s cannot be unpacked: see %s. Build it again: ./konbini build."
                            .formatted(jar, log));
        }
        Files.move(part, folder);
    }

    private void train(PreparedService prepared, int heapMebibytes, Path config)
            throws IOException {
        var output = prepared.cache().resolveSibling("app.aot.part");
        int status =
                run(
                        prepared.trainingCommand(
                                installation.java(), heapMebibytes, output, config),
                        runFolder.resolve("training.log"));
        if (status == 0 && Files.exists(output)) {
            Files.move(output, prepared.cache());
        } else {
            Files.createFile(prepared.cache().resolveSibling("untrained"));
        }
    }

    private int run(List<String> command, Path log) throws IOException {
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        process.getOutputStream().close();
        // Ends with this command, also where that is interrupted.
        var hook = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return -1;
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw Refusal.failed(
                    "Preparing " + service.module() + " was interrupted: run it again.");
        } finally {
            unhook(hook);
        }
    }

    private static void unhook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook is running already.
        }
    }
}
