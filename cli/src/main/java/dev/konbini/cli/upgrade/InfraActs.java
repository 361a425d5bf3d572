package dev.konbini.cli.upgrade;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.suite.Server;
import dev.konbini.cli.suite.ServerMember;
import dev.konbini.cli.task.Tasks;
import dev.konbini.cli.terminal.Figures;
import dev.konbini.cli.terminal.Progress;
import dev.konbini.cli.up.Suite;
import dev.konbini.cli.upgrade.Spell.State;
import dev.konbini.servers.process.Guardian;
import dev.konbini.servers.process.ManagedProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What is done to a single member of a server while journeys run, each noted and told.
///
/// @param elasticsearch told when it goes and when it is back
record InfraActs(Suite suite, Timeline timeline, Absence elasticsearch, Progress progress) {

    private static final Duration GRACE = Duration.ofSeconds(60);

    /// How long a killed member stays away: longer than the others take to miss it.
    private static final Duration AWAY = Duration.ofSeconds(8);

    private static final Duration ELECTION_LIMIT = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(50);

    /// Has a member end in good order and start again; a primary steps down first.
    ///
    /// @throws Refusal if it has died before
    /// @throws dev.konbini.servers.ServerException if it does not come back
    void replace(ServerMember member) {
        if (member.server() == Server.MONGODB && primary().equals(Optional.of(member))) {
            stepDown(member);
        }
        var since = Instant.now();
        var before = running(member);
        timeline.enter(member.name(), before.version(), State.DRAINING);
        leaving(member);
        before.stop(GRACE);
        var stopped = Instant.now();
        var after = start(member, before.version());
        progress.say(
                "%s %s → %s (stopped in %s, back after %s)"
                        .formatted(
                                member.name(),
                                before.version(),
                                after.version(),
                                seconds(since, stopped),
                                seconds(stopped, Instant.now())));
    }

    private void stepDown(ServerMember member) {
        var since = Instant.now();
        suite.servers().mongoSet().stepDown(address(member));
        var successor = awaitPrimary();
        progress.say(
                "%s stepped down, and %s is the primary after %s"
                        .formatted(member.name(), successor.name(), seconds(since, Instant.now())));
    }

    /// Kills a member and starts it again some seconds later.
    ///
    /// @throws Refusal if it has died before
    /// @throws dev.konbini.servers.ServerException if it does not come back
    void kill(ServerMember member) {
        var before = running(member);
        var since = Instant.now();
        leaving(member);
        before.kill();
        timeline.leave(member.name());
        if (member.server() == Server.MONGODB) {
            var successor = awaitPrimary();
            progress.say(
                    "%s, the primary, was killed, and %s is the primary after %s"
                            .formatted(
                                    member.name(),
                                    successor.name(),
                                    seconds(since, Instant.now())));
        } else {
            progress.say(member.name() + " was killed");
        }
        Tasks.pause(AWAY);
        var started = Instant.now();
        start(member, before.version());
        progress.say(
                "%s is back (after %s)".formatted(member.name(), seconds(started, Instant.now())));
    }

    /// Starts a member and waits until it answers.
    ///
    /// @param version that ran before
    ManagedProcess start(ServerMember member, String version) {
        try (var guardian = Guardian.start()) {
            timeline.enter(member.name(), version, State.STARTING);
            var process =
                    suite.servers()
                            .start(member, guardian, (_, _, _) -> {})
                            .process()
                            .orElseThrow();
            guardian.done();
            timeline.enter(member.name(), process.version(), State.SERVING);
            if (member.server() == Server.ELASTICSEARCH) {
                elasticsearch.end();
            }
            return process;
        }
    }

    private void leaving(ServerMember member) {
        if (member.server() == Server.ELASTICSEARCH) {
            elasticsearch.begin();
        }
    }

    /// The primary as soon as there is one.
    ///
    /// @throws Refusal if there is none for too long
    ServerMember awaitPrimary() {
        var deadline = Instant.now().plus(ELECTION_LIMIT);
        while (Instant.now().isBefore(deadline)) {
            var primary = primary();
            if (primary.isPresent()) {
                return primary.get();
            }
            Tasks.pause(POLL);
        }
        throw Refusal.failed("MongoDB has had no primary for too long");
    }

    /// The member that takes writes now; empty during an election.
    Optional<ServerMember> primary() {
        var primary = suite.servers().mongoSet().primary();
        return suite.settings().members(Server.MONGODB).stream()
                .filter(member -> primary.equals(Optional.of(address(member))))
                .findFirst();
    }

    private String address(ServerMember member) {
        return "127.0.0.1:" + suite.servers().ports(member).getFirst();
    }

    private ManagedProcess running(ServerMember member) {
        return suite.servers()
                .running(member)
                .orElseThrow(() -> Refusal.failed(member.name() + " has died"));
    }

    private static String seconds(Instant from, Instant until) {
        return Figures.seconds(Duration.between(from, until));
    }
}
