package dev.konbini.cli.service;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.suite.DataFolder;
import dev.konbini.cli.suite.Installation;
import dev.konbini.cli.suite.PrivateFiles;
import dev.konbini.cli.suite.Service;
import dev.konbini.cli.suite.SuiteSettings;
import dev.konbini.servers.process.Guardian;
import dev.konbini.servers.process.Launch;
import dev.konbini.servers.process.ManagedProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// The services of one suite as processes.
public final class ServiceProcesses {

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final int LOG_LINES_READ = 100;
    private static final int LOG_LINES_SHOWN = 15;
    private static final int LOG_LINE_CHARACTERS_SHOWN = 300;
    private static final Pattern STACK_FRAME =
            Pattern.compile("^\\s+(at |\\.\\.\\. \\d+ common frames)|^\\s*$");

    private final Installation installation;
    private final DataFolder data;
    private final SuiteSettings settings;
    // More trainings at once than processors only take more memory.
    private final Semaphore trainings =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors()));

    public ServiceProcesses(Installation installation, DataFolder data, SuiteSettings settings) {
        this.installation = installation;
        this.data = data;
        this.settings = settings;
    }

    /// The running process of the service, ready or not.
    public Optional<ManagedProcess> running(Service service) {
        return ManagedProcess.find(data.run(), service.module()).filter(ManagedProcess::alive);
    }

    public boolean isReady(Service service) {
        return Readiness.of(settings.ports().managementOf(service));
    }

    /// Whether the service must be prepared before it can be started, which takes some seconds.
    public boolean needsPreparation(Service service) {
        return !new Preparation(installation, service).isDone();
    }

    /// Starts the service; does not wait until it is ready.
    ///
    /// @throws Refusal if it cannot be started
    public ManagedProcess start(Service service, ServiceConfig config, Guardian guardian) {
        var prepared = prepare(service, config, guardian);
        var command =
                prepared.command(
                        installation.java(),
                        settings.heapMebibytes(service),
                        config.write(service));
        return Launch.of(service.module(), command)
                .version(version(service, prepared.jar()))
                .port("http", settings.ports().of(service))
                .port("management", settings.ports().managementOf(service))
                .guardedBy(guardian)
                .start(data.run(), data.log(service.module()));
    }

    /// Waits until the service is ready.
    ///
    /// @param readable turns a line of its log into one for people
    /// @throws Refusal if it dies first or takes longer than three minutes; shows the end of its
    ///   log
    public void awaitReady(
            Service service, ManagedProcess process, UnaryOperator<String> readable) {
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!isReady(service)) {
            if (!process.alive()) {
                throw failure(process, "stopped while it was starting", readable);
            }
            if (System.nanoTime() > deadline) {
                throw failure(
                        process,
                        "was not ready within " + START_LIMIT.toMinutes() + " minutes",
                        readable);
            }
            try {
                Thread.sleep(POLL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Refusal.failed("Waiting for " + service.module() + " was interrupted.");
            }
        }
    }

    private PreparedService prepare(Service service, ServiceConfig config, Guardian guardian) {
        trainings.acquireUninterruptibly();
        try {
            return new Preparation(installation, service)
                    .prepare(
                            settings.heapMebibytes(service),
                            trainingConfig(service, config),
                            guardian);
        } finally {
            trainings.release();
        }
    }

    /// As the service's own, at ports that the system chooses and with a spool that nobody sends.
    private Path trainingConfig(Service service, ServiceConfig config) {
        var file = data.config(service).resolveSibling(service.module() + "-training.properties");
        var settings = config.settings(service);
        settings.put("server.port", "0");
        settings.put("management.server.port", "0");
        settings.put(
                "konbini.telemetry.spool-directory",
                data.spool(service)
                        .resolveSibling("training")
                        .resolve(service.module())
                        .toString());
        PrivateFiles.write(file, ServiceConfig.render(settings));
        return file;
    }

    private static Refusal failure(
            ManagedProcess process, String what, UnaryOperator<String> readable) {
        var message =
                new StringBuilder(
                        "%s %s; the end of its log %s:"
                                .formatted(process.name(), what, process.log()));
        var lines =
                process.lastLines(LOG_LINES_READ).stream()
                        .flatMap(line -> readable.apply(line).lines())
                        .filter(line -> !STACK_FRAME.matcher(line).find())
                        .toList();
        for (var line : lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size())) {
            message.append("\n  ")
                    .append(line, 0, Math.min(line.length(), LOG_LINE_CHARACTERS_SHOWN));
        }
        return Refusal.failed(message.toString());
    }

    /// From the name of the jar, `SERVICE-VERSION.jar`.
    private static String version(Service service, Path jar) {
        var name = jar.getFileName().toString();
        return name.substring(service.module().length() + 1, name.length() - ".jar".length());
    }
}
