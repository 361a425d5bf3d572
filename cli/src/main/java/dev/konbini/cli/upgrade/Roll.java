package dev.konbini.cli.upgrade;

import dev.konbini.cli.logs.LogLine;
import dev.konbini.cli.service.ServiceConfig;
import dev.konbini.cli.service.ServiceProcesses;
import dev.konbini.cli.suite.Replica;
import dev.konbini.cli.suite.Service;
import dev.konbini.cli.task.Tasks;
import dev.konbini.cli.terminal.Figures;
import dev.konbini.cli.terminal.Progress;
import dev.konbini.cli.upgrade.Spell.State;
import dev.konbini.servers.process.Guardian;
import dev.konbini.servers.process.ManagedProcess;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// Replaces replicas one after the other, each in its place: the old one drains and ends, the new
/// one starts at the same port.
///
/// One that is replaced is waited for until it has been ready for a while, so that gateways send to
/// it before the next one goes.
final class Roll {

    /// Readers before writers: who reads events and asks others goes first, who is asked by all
    /// last.
    private static final List<Service> ORDER =
            List.of(Service.LOGGING, Service.TRANSACTION, Service.COMMERCE, Service.GATEWAY);

    private static final Duration GRACE = Duration.ofSeconds(60);

    /// Longer than two rounds of the gateways' and the door's readiness checks.
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private final ServiceProcesses services;
    private final ServiceConfig config;
    private final Timeline timeline;
    private final Watch watch;
    private final Progress progress;
    private final Deque<Replaced> replaced = new ArrayDeque<>();

    /// @param services of the build that is wanted
    Roll(
            ServiceProcesses services,
            ServiceConfig config,
            Timeline timeline,
            Watch watch,
            Progress progress) {
        this.services = services;
        this.config = config;
        this.timeline = timeline;
        this.watch = watch;
        this.progress = progress;
    }

    private record Replaced(Replica replica, ManagedProcess before) {}

    /// Replaces all replicas, or as many as go well.
    ///
    /// @return why it stopped, and whether all is as it was, in sentences; empty where all were
    ///   replaced
    Optional<String> run(List<Replica> replicas) {
        var inOrder =
                ORDER.stream()
                        .flatMap(service ->
                                replicas.stream().filter(each -> each.service() == service))
                        .toList();
        for (var replica : inOrder) {
            var complaint = replace(replica).or(watch::complaint);
            if (complaint.isPresent()) {
                progress.say("Stopping here: " + complaint.get() + ". Going back …");
                return Optional.of(new Retreat(complaint.get(), goBack()).inWords());
            }
        }
        return Optional.empty();
    }

    /// Why the replica could not be replaced; empty where it was.
    private Optional<String> replace(Replica replica) {
        var before = services.running(replica);
        if (before.isEmpty()) {
            return Optional.of(replica.name() + " has died");
        }
        replaced.push(new Replaced(replica, before.get()));
        try {
            change(
                    replica,
                    before.get(),
                    (each, guardian) -> services.start(each, config, guardian));
            return Optional.empty();
        } catch (RuntimeException failure) {
            return Optional.of(String.valueOf(failure.getMessage()));
        }
    }

    /// Brings back as many as can be: one that does not come back keeps none of the others from it.
    ///
    /// @return why those do not that do not
    private List<String> goBack() {
        var failures = new ArrayList<String>();
        while (!replaced.isEmpty()) {
            var last = replaced.pop();
            try {
                change(
                        last.replica(),
                        services.running(last.replica()).orElse(last.before()),
                        (each, guardian) -> services.restart(each, last.before(), guardian));
            } catch (RuntimeException failure) {
                failures.add(String.valueOf(failure.getMessage()));
            }
        }
        return failures;
    }

    private void change(
            Replica replica,
            ManagedProcess before,
            BiFunction<Replica, Guardian, ManagedProcess> start) {
        var name = replica.name();
        var since = Instant.now();
        progress.await(name);
        timeline.enter(name, before.version(), State.DRAINING);
        before.stop(GRACE);
        var drained = Instant.now();
        try (var guardian = Guardian.start()) {
            var process = start.apply(replica, guardian);
            timeline.enter(name, process.version(), State.STARTING);
            services.awaitReady(
                    replica, process, line -> LogLine.readable(name, line, ZoneId.systemDefault()));
            guardian.done();
            timeline.enter(name, process.version(), State.SERVING);
            progress.arrived(name);
            progress.say(
                    "%s %s → %s (drained in %s, ready after %s)"
                            .formatted(
                                    name,
                                    before.version(),
                                    process.version(),
                                    Figures.seconds(Duration.between(since, drained)),
                                    Figures.seconds(Duration.between(drained, Instant.now()))));
        }
        Tasks.pause(SETTLED);
    }
}
