package dev.konbini.cli.service;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.suite.Installation;
import dev.konbini.cli.suite.Service;
import dev.konbini.servers.cache.Cache;
import dev.konbini.servers.process.Guardian;
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

    private static final String CACHE = "app.aot";
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
        return Files.exists(folder(installation.jar(service)).resolve(CACHE));
    }

    /// The prepared service. A training run that fails is no failure: the service then starts
    /// without its recording and says itself what is wrong, and the next start tries again.
    ///
    /// @param trainingConfig settings under which it starts without disturbing a running suite
    PreparedService prepare(int heapMebibytes, Path trainingConfig, Guardian guardian) {
        var jar = installation.jar(service);
        var folder = folder(jar);
        var prepared =
                new PreparedService(folder.resolve(jar.getFileName()), folder.resolve(CACHE));
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
                    // A start that could not be recorded may be running from the folder.
                    if (!Files.exists(folder)) {
                        unpack(jar, folder, guardian);
                    }
                    train(prepared, heapMebibytes, trainingConfig, guardian);
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

    private void unpack(Path jar, Path folder, Guardian guardian) throws IOException {
        var part = folder.resolveSibling(folder.getFileName() + ".part");
        Cache.delete(part);
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
                        log,
                        guardian);
        if (status != 0) {
            throw Refusal.failed(
                    "%s cannot be unpacked: see %s. Build it again: ./konbini build."
                            .formatted(jar, log));
        }
        Files.move(part, folder);
    }

    private void train(PreparedService prepared, int heapMebibytes, Path config, Guardian guardian)
            throws IOException {
        var output = prepared.cache().resolveSibling("app.aot.part");
        int status =
                run(
                        prepared.trainingCommand(
                                installation.java(), heapMebibytes, output, config),
                        runFolder.resolve("training.log"),
                        guardian);
        if (status == 0 && Files.exists(output)) {
            Files.move(output, prepared.cache());
        } else {
            Files.deleteIfExists(output);
        }
    }

    private int run(List<String> command, Path log, Guardian guardian) throws IOException {
        var builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        guardian.guard(builder);
        var process = builder.start();
        process.getOutputStream().close();
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
        }
    }
}
