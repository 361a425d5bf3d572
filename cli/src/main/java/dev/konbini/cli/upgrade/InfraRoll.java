package dev.konbini.cli.upgrade;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.server.ServerHealth;
import dev.konbini.cli.suite.Server;
import dev.konbini.cli.suite.ServerMember;
import dev.konbini.cli.task.Tasks;
import dev.konbini.cli.terminal.Figures;
import dev.konbini.cli.terminal.Progress;
import dev.konbini.cli.up.Suite;
import dev.konbini.cli.upgrade.Spell.State;
import dev.konbini.servers.ServerException;
import dev.konbini.servers.process.Guardian;
import dev.konbini.servers.process.ManagedProcess;
import java.time.Duration;
import java.time.Instant;
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

    private static final Duration GRACE = Duration.ofSeconds(60);

    /// How long a killed member stays away: longer than the others take to miss it.
    private static final Duration AWAY = Duration.ofSeconds(8);

    private static final Duration LEVEL_LIMIT = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private final Suite suite;
    private final Timeline timeline;
    private final Watch watch;
    private final Absence elasticsearch;
    private final Progress progress;
    private final Set<ServerMember> replaced = new HashSet<>();

    /// @param elasticsearch told when it goes and when it is back
    InfraRoll(
            Suite suite, Timeline timeline, Watch watch, Absence elasticsearch, Progress progress) {
        this.suite = suite;
        this.timeline = timeline;
        this.watch = watch;
        this.elasticsearch = elasticsearch;
        this.progress = progress;
    }

    /// Does all, or as much as goes well; all members run afterwards, as far as they can.
    ///
    /// @return why it stopped; empty where all was done
    Optional<String> run() {
        for (var server : Server.values()) {
            var members = suite.settings().members(server);
            for (int i = 0; i < members.size(); i++) {
                var complaint = attempt(() -> replace(next(server)), server);
                if (complaint.isPresent()) {
                    return complaint;
                }
            }
            for (var victim : victims(server)) {
                var complaint = attempt(() -> kill(victim.get()), server);
                if (complaint.isPresent()) {
                    return complaint;
                }
            }
        }
        return Optional.empty();
    }

    private List<Supplier<ServerMember>> victims(Server server) {
        return server == Server.MONGODB
                ? List.of(() -> primary().orElseThrow(InfraRoll::noPrimary))
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
        } catch (Refusal | ServerException failure) {
            complaint = Optional.ofNullable(failure.getMessage());
        }
        complaint.ifPresent(reason -> {
            progress.say("Stopping here: " + reason);
            startAll();
        });
        return complaint;
    }

    /// The primary comes last, so that it hands over once.
    private ServerMember next(Server server) {
        var left =
                suite.settings().members(server).stream()
                        .filter(member -> !replaced.contains(member))
                        .toList();
        var primary = server == Server.MONGODB ? primary() : Optional.<ServerMember>empty();
        return left.stream()
                .filter(member -> !primary.equals(Optional.of(member)))
                .findFirst()
                .orElseGet(left::getFirst);
    }

    private void replace(ServerMember member) {
        if (member.server() == Server.MONGODB && primary().equals(Optional.of(member))) {
            stepDown(member);
        }
        var since = Instant.now();
        var before = running(member);
        timeline.enter(member.name(), before.version(), State.DRAINING);
        leaving(member);
        before.stop(GRACE);
        var stopped = Instant.now();
        var after = start(member);
        replaced.add(member);
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

    private void kill(ServerMember member) {
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
        start(member);
        progress.say(
                "%s is back (after %s)".formatted(member.name(), seconds(started, Instant.now())));
    }

    private ManagedProcess start(ServerMember member) {
        try (var guardian = Guardian.start()) {
            var version = ManagedProcess.find(suite.data().run(), member.name());
            timeline.enter(
                    member.name(), version.map(ManagedProcess::version).orElse(""), State.STARTING);
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

    private ServerMember awaitPrimary() {
        var deadline = Instant.now().plus(LEVEL_LIMIT);
        while (Instant.now().isBefore(deadline)) {
            var primary = primary();
            if (primary.isPresent()) {
                return primary.get();
            }
            Tasks.pause(POLL.dividedBy(5));
        }
        throw noPrimary();
    }

    private Optional<ServerMember> primary() {
        var primary = suite.servers().mongoSet().primary();
        return suite.settings().members(Server.MONGODB).stream()
                .filter(member -> primary.equals(Optional.of(address(member))))
                .findFirst();
    }

    private String address(ServerMember member) {
        return "127.0.0.1:" + suite.servers().ports(member).getFirst();
    }

    /// One that does not come back keeps none of the others from it.
    private void startAll() {
        for (var member : suite.settings().members()) {
            if (suite.servers().running(member).isEmpty()) {
                try {
                    start(member);
                } catch (ServerException failure) {
                    progress.say(String.valueOf(failure.getMessage()));
                }
            }
        }
    }

    private ManagedProcess running(ServerMember member) {
        return suite.servers()
                .running(member)
                .orElseThrow(() -> Refusal.failed(member.name() + " has died"));
    }

    private static Refusal noPrimary() {
        return Refusal.failed("MongoDB has had no primary for too long");
    }

    private static String seconds(Instant from, Instant until) {
        return Figures.seconds(Duration.between(from, until));
    }
}
