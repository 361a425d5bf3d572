package dev.konbini.cli.upgrade;

import dev.konbini.cli.keys.Credentials;
import dev.konbini.cli.service.ServiceConfig;
import dev.konbini.cli.suite.Server;
import dev.konbini.cli.suite.Service;
import dev.konbini.cli.terminal.Progress;
import dev.konbini.cli.up.Suite;
import dev.konbini.cli.upgrade.Spell.State;
import dev.konbini.servers.process.Guardian;
import dev.konbini.servers.process.ManagedProcess;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Replaces the replicas of a suite on this machine, one after the other.
///
/// @param suite with the build that is wanted; its replicas run the one before
record LocalRollout(Suite suite, Progress progress) implements Rollout {

    @Override
    public List<String> versions() {
        return suite.replicas().stream()
                .flatMap(replica -> suite.services().running(replica).stream())
                .map(ManagedProcess::version)
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public String wanted() {
        return suite.services().version();
    }

    @Override
    public Map<String, String> running() {
        var running = new LinkedHashMap<String, String>();
        for (var replica : suite.replicas()) {
            running.put(
                    replica.name(),
                    suite.services()
                            .running(replica)
                            .map(ManagedProcess::version)
                            .orElse("nothing"));
        }
        return running;
    }

    @Override
    public String remedy() {
        return "To have one version everywhere: ./konbini down, then ./konbini up.";
    }

    @Override
    public void prepare() {
        var config = config();
        try (var guardian = Guardian.start()) {
            for (var service : Service.values()) {
                if (suite.services().needsPreparation(service)) {
                    progress.say(service.module() + ": recording its start, once for each build …");
                    suite.services().makeReady(service, config, guardian);
                }
            }
        }
    }

    /// Its own steps are all that happens, and it notes each. Of one that has died there is nothing
    /// to note: the steps come upon it.
    @Override
    public Following follow(Timeline timeline) {
        for (var replica : suite.replicas()) {
            suite.services()
                    .running(replica)
                    .ifPresent(process ->
                            timeline.enter(replica.name(), process.version(), State.SERVING));
        }
        return () -> {};
    }

    @Override
    public Optional<String> run(Timeline timeline, Watch watch) {
        return new Roll(suite.services(), config(), timeline, watch, progress)
                .run(suite.replicas());
    }

    private ServiceConfig config() {
        return suite.config(mongodb(), Credentials.prepare(suite.data(), Clock.systemUTC()));
    }

    /// As the services are told: by the name of the replica set, which it says itself.
    private String mongodb() {
        try (var guardian = Guardian.start()) {
            var member = suite.settings().members(Server.MONGODB).getFirst();
            return suite.servers().start(member, guardian, (_, _, _) -> {}).address();
        }
    }
}
