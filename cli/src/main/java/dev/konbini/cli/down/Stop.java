package dev.konbini.cli.down;

import dev.konbini.cli.suite.DataFolder;
import dev.konbini.cli.suite.Members;
import dev.konbini.cli.suite.Server;
import dev.konbini.cli.suite.Service;
import dev.konbini.cli.task.Tasks;
import dev.konbini.cli.terminal.Figures;
import dev.konbini.cli.terminal.Progress;
import dev.konbini.servers.process.ManagedProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Stops the members of a suite, each when nothing that runs depends on it: the gateway, then the
/// other services, then the servers. Those of one step are stopped at once.
public record Stop(DataFolder data, Progress progress) {

    /// Longer than a service takes to finish the requests it has begun.
    private static final Duration GRACE = Duration.ofSeconds(45);

    /// What tells members of one kind apart, behind their names.
    private static final Pattern NUMBER = Pattern.compile("-\\d+$");

    /// Stops all that run; a member that has died is forgotten.
    ///
    /// @return how many were running
    public int all() {
        return those(member -> true);
    }

    /// Stops some of those that run, in the same order.
    ///
    /// @return how many of them were running
    public int those(Predicate<ManagedProcess> meant) {
        int stopped = 0;
        // By what runs, not by what is remembered: that may have been removed.
        var members = ManagedProcess.all(data.run()).stream().filter(meant).toList();
        for (var step : Step.values()) {
            stopped += together(members.stream().filter(each -> Step.of(each) == step).toList());
        }
        return stopped;
    }

    /// Which members are stopped at once.
    private enum Step {
        GATEWAYS,
        DOOR,
        SERVICES,
        SERVERS;

        static Step of(ManagedProcess member) {
            var kind = NUMBER.matcher(member.name()).replaceFirst("");
            if (kind.equals(Service.GATEWAY.module())) {
                return GATEWAYS;
            }
            if (kind.equals(Members.DOOR)) {
                return DOOR;
            }
            return Server.named(kind).isPresent() ? SERVERS : SERVICES;
        }
    }

    private int together(List<ManagedProcess> members) {
        var stopped = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks =
                    members.stream()
                            .map(member ->
                                    threads.submit(() -> {
                                        if (stop(member)) {
                                            stopped.incrementAndGet();
                                        }
                                    }))
                            .toList();
            for (var task : tasks) {
                Tasks.await(task);
            }
        }
        return stopped.get();
    }

    private boolean stop(ManagedProcess member) {
        var since = Instant.now();
        boolean ran = member.alive();
        progress.await(member.name());
        member.stop(GRACE);
        progress.arrived(member.name());
        progress.say(
                ran
                        ? "%s has stopped (%s)"
                                .formatted(
                                        member.name(),
                                        Figures.seconds(Duration.between(since, Instant.now())))
                        : member.name() + " had died already");
        return ran;
    }
}
