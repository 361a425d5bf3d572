package dev.konbini.cli.upgrade;

import dev.konbini.cli.server.ServerHealth;
import dev.konbini.cli.suite.Server;
import dev.konbini.cli.suite.ServerMember;
import dev.konbini.cli.task.Tasks;
import dev.konbini.cli.terminal.Progress;
import dev.konbini.cli.up.Suite;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Replaces the members of each server one after the other, each in its place, and then kills: the
/// primary of MongoDB, each broker, Elasticsearch.
///
/// The next one goes only when each that came back is level with the others, so that at no time
/// more than one copy is missing.
final class InfraRoll {

    private static final Duration LEVEL_LIMIT = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private final Suite suite;
    private final InfraActs acts;
    private final Watch watch;
    private final Progress progress;
    private final Set<ServerMember> replaced = new HashSet<>();

    InfraRoll(Suite suite, InfraActs acts, Watch watch, Progress progress) {
        this.suite = suite;
        this.acts = acts;
        this.watch = watch;
        this.progress = progress;
    }

    /// Does all, or as much as goes well; all members run afterwards, as far as they can.
    ///
    /// @return why it stopped and what does not run since, in sentences; empty where all was done
    Optional<String> run() {
        for (var server : Server.values()) {
            var members = suite.settings().members(server);
            for (int i = 0; i < members.size(); i++) {
                var complaint = attempt(() -> replaceNext(server), server);
                if (complaint.isPresent()) {
                    return complaint;
                }
            }
            for (var victim : victims(server)) {
                var complaint = attempt(() -> acts.kill(victim.get()), server);
                if (complaint.isPresent()) {
                    return complaint;
                }
            }
        }
        return Optional.empty();
    }

    private List<Supplier<ServerMember>> victims(Server server) {
        return server == Server.MONGODB
                ? List.of(acts::awaitPrimary)
                : suite.settings().members(server).stream()
                        .<Supplier<ServerMember>>map(member -> () -> member)
                        .toList();
    }

    /// Why nothing more is to be done; empty where it went well.
    private Optional<String> attempt(Runnable act, Server server) {
        Optional<String> complaint;
        try {
            act.run();
            complaint = awaitLevel(server).or(watch::complaint);
        } catch (RuntimeException failure) {
            complaint = Optional.of(String.valueOf(failure.getMessage()));
        }
        return complaint.map(reason -> {
            progress.say("Stopping here: " + reason);
            var failures = startAll();
            return failures.isEmpty()
                    ? "It stopped: %s.".formatted(reason)
                    : "It stopped: %s. Not all runs again: %s."
                            .formatted(reason, String.join("; ", failures));
        });
    }

    private void replaceNext(Server server) {
        var member = next(server);
        acts.replace(member);
        replaced.add(member);
    }

    /// The primary comes last, so that it hands over once.
    private ServerMember next(Server server) {
        var left =
                suite.settings().members(server).stream()
                        .filter(member -> !replaced.contains(member))
                        .toList();
        var primary = server == Server.MONGODB ? acts.primary() : Optional.<ServerMember>empty();
        return left.stream()
                .filter(member -> !primary.equals(Optional.of(member)))
                .findFirst()
                .orElseGet(left::getFirst);
    }

    /// Waits until the server could lose another of its members.
    private Optional<String> awaitLevel(Server server) {
        var health = new ServerHealth(suite.servers(), suite.settings());
        var deadline = Instant.now().plus(LEVEL_LIMIT);
        var troubles = health.troubles(server);
        while (!troubles.isEmpty()) {
            if (Instant.now().isAfter(deadline)) {
                return Optional.of(troubles.getFirst());
            }
            Tasks.pause(POLL);
            troubles = health.troubles(server);
        }
        Tasks.pause(SETTLED);
        return Optional.empty();
    }

    /// One that does not come back keeps none of the others from it.
    ///
    /// @return why those do not that do not
    private List<String> startAll() {
        var failures = new ArrayList<String>();
        for (var member : suite.settings().members()) {
            if (suite.servers().running(member).isEmpty()) {
                try {
                    acts.start(member, "");
                } catch (RuntimeException failure) {
                    failures.add(String.valueOf(failure.getMessage()));
                }
            }
        }
        return failures;
    }
}
