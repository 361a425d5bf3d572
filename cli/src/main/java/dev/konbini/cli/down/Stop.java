package dev.konbini.cli.down;

import dev.konbini.cli.door.DoorProcess;
import dev.konbini.cli.suite.DataFolder;
import dev.konbini.cli.suite.Replica;
import dev.konbini.cli.suite.ServerMember;
import dev.konbini.cli.suite.Service;
import dev.konbini.cli.suite.SuiteSettings;
import dev.konbini.cli.task.Tasks;
import dev.konbini.cli.terminal.Figures;
import dev.konbini.cli.terminal.Progress;
import dev.konbini.servers.process.ManagedProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Stops the members of a suite, each when nothing that runs depends on it: the gateway, then the
/// other services, then the servers. Those of one step are stopped at once.
public record Stop(DataFolder data, Progress progress) {

    /// Longer than a service takes to finish the requests it has begun.
    private static final Duration GRACE = Duration.ofSeconds(45);

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
        var settings = data.settings().orElseGet(SuiteSettings::usual);
        int count = settings.replicas();
        var gateways = Replica.of(Service.GATEWAY, count);
        var others = Replica.all(count).stream().filter(each -> each.service() != Service.GATEWAY);
        return together(meant, gateways.stream().map(Replica::name))
                + together(meant, Stream.of(DoorProcess.NAME))
                + together(meant, others.map(Replica::name))
                + together(meant, settings.members().stream().map(ServerMember::name));
    }

    private int together(Predicate<ManagedProcess> meant, Stream<String> names) {
        List<ManagedProcess> members =
                names.map(name -> ManagedProcess.find(data.run(), name))
                        .flatMap(Optional::stream)
                        .filter(meant)
                        .toList();
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
