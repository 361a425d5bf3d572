package dev.konbini.cli.service;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.suite.DataFolder;
import dev.konbini.cli.suite.Installation;
import dev.konbini.cli.suite.PrivateFiles;
import dev.konbini.cli.suite.Replica;
import dev.konbini.cli.suite.Service;
import dev.konbini.cli.suite.SuiteSettings;
import dev.konbini.cli.task.Tasks;
import dev.konbini.servers.process.Guardian;
import dev.konbini.servers.process.Launch;
import dev.konbini.servers.process.ManagedProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// The services of one suite as processes.
public final class ServiceProcesses {

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(50);

    /// The discard port, where nobody listens.
    private static final String NOWHERE = "127.0.0.1:9";

    private static final int LOG_LINES_READ = 100;
    private static final int LOG_LINES_SHOWN = 15;
    private static final int LOG_LINE_CHARACTERS_SHOWN = 300;
    private static final Pattern STACK_FRAME =
            Pattern.compile("^\\s+(at |\\.\\.\\. \\d+ common frames)|^\\s*$");

    private final Installation installation;
    private final DataFolder data;
    private final SuiteSettings settings;
    // Replicas of one service start from one preparation.
    private final Map<Service, Lock> preparing = new ConcurrentHashMap<>();
    // More trainings at once than processors only take more memory.
    private final Semaphore trainings =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors()));

    public ServiceProcesses(Installation installation, DataFolder data, SuiteSettings settings) {
        this.installation = installation;
        this.data = data;
        this.settings = settings;
    }

    /// The running process of the replica, ready or not.
    public Optional<ManagedProcess> running(Replica replica) {
        return ManagedProcess.find(data.run(), replica.name()).filter(ManagedProcess::alive);
    }

    public boolean isReady(Replica replica) {
        return Readiness.of(settings.ports().managementOf(replica));
    }

    /// Whether the service must be prepared before it can be started, which takes some seconds.
    public boolean needsPreparation(Service service) {
        return !new Preparation(installation, service).isDone();
    }

    /// The version of the build.
    ///
    /// @throws Refusal if it has not been built
    public String version() {
        return version(Service.GATEWAY, installation.jar(Service.GATEWAY));
    }

    /// Does all that can be done for a start of the service before it is started; what was done
    /// before is not done again.
    public void makeReady(Service service, ServiceConfig config, Guardian guardian) {
        var _ = prepare(service, config, guardian);
    }

    /// Starts the replica; does not wait until it is ready.
    ///
    /// @throws Refusal if it cannot be started
    public ManagedProcess start(Replica replica, ServiceConfig config, Guardian guardian) {
        var prepared = prepare(replica.service(), config, guardian);
        var command = command(replica, prepared, config);
        return launch(replica, command, version(replica.service(), prepared.jar()), guardian);
    }

    /// The command by which [#start] would start the replica; prepares it and writes its settings.
    ///
    /// @throws Refusal if it cannot be prepared
    public List<String> command(Replica replica, ServiceConfig config, Guardian guardian) {
        return command(replica, prepare(replica.service(), config, guardian), config);
    }

    private List<String> command(Replica replica, PreparedService prepared, ServiceConfig config) {
        return prepared.command(
                installation.java(),
                settings.heapMebibytes(replica.service()),
                config.write(replica));
    }

    /// Starts the replica by a command with which it ran before, settings and build included.
    public ManagedProcess restart(Replica replica, ManagedProcess before, Guardian guardian) {
        return launch(replica, before.command(), before.version(), guardian);
    }

    private ManagedProcess launch(
            Replica replica, List<String> command, String version, Guardian guardian) {
        return Launch.of(replica.name(), command)
                .version(version)
                .port("http", settings.ports().of(replica))
                .port("management", settings.ports().managementOf(replica))
                .guardedBy(guardian)
                .start(data.run(), data.log(replica.name()));
    }

    /// Waits until the replica is ready.
    ///
    /// @param readable turns a line of its log into one for people
    /// @throws Refusal if it dies first or takes longer than three minutes; shows the end of its
    ///   log
    public void awaitReady(
            Replica replica, ManagedProcess process, UnaryOperator<String> readable) {
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!isReady(replica)) {
            if (!process.alive()) {
                throw failure(process, "stopped while it was starting", readable);
            }
            if (System.nanoTime() > deadline) {
                throw failure(
                        process,
                        "was not ready within " + START_LIMIT.toMinutes() + " minutes",
                        readable);
            }
            Tasks.pause(POLL);
        }
    }

    private PreparedService prepare(Service service, ServiceConfig config, Guardian guardian) {
        var lock = preparing.computeIfAbsent(service, any -> new ReentrantLock());
        lock.lock();
        trainings.acquireUninterruptibly();
        try {
            return new Preparation(installation, service)
                    .prepare(
                            settings.heapMebibytes(service),
                            trainingConfig(service, config),
                            guardian);
        } finally {
            trainings.release();
            lock.unlock();
        }
    }

    /// As the service's own, at ports that the system chooses and as no member of the suite: what
    /// it logs is not sent, and it takes part in no consumer group.
    private Path trainingConfig(Service service, ServiceConfig config) {
        var replica = new Replica(service, 1);
        var file = data.config(replica).resolveSibling(service.module() + "-training.properties");
        var settings = config.settings(replica);
        settings.remove("konbini.drain.unready-for");
        settings.put("spring.kafka.bootstrap-servers", NOWHERE);
        settings.put("spring.elasticsearch.uris", "http://" + NOWHERE);
        settings.put("server.port", "0");
        settings.put("management.server.port", "0");
        settings.put(
                "konbini.telemetry.spool-directory",
                data.spool(replica)
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
