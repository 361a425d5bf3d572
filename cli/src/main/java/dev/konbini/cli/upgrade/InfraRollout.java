package dev.konbini.cli.upgrade;

import dev.konbini.cli.suite.Server;
import dev.konbini.cli.terminal.Progress;
import dev.konbini.cli.traffic.Exchange;
import dev.konbini.cli.up.Suite;
import dev.konbini.cli.upgrade.Spell.State;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Replaces what lies below the services of a suite on this machine, and kills it, one at a time.
final class InfraRollout implements Rollout {

    private final Suite suite;
    private final Progress progress;
    private final Absence elasticsearch = new Absence();

    InfraRollout(Suite suite, Progress progress) {
        this.suite = suite;
        this.progress = progress;
    }

    @Override
    public List<String> versions() {
        return Arrays.stream(Server.values()).flatMap(this::versions).toList();
    }

    private Stream<String> versions(Server server) {
        return suite.settings().members(server).stream()
                .flatMap(member -> suite.servers().running(member).stream())
                .map(process -> server.title() + " " + process.version())
                .distinct()
                .sorted();
    }

    /// What this build runs is known when it has been started.
    @Override
    public String wanted() {
        return String.join(", ", versions());
    }

    @Override
    public void prepare() {
        suite.settings().members().forEach(each -> suite.servers().fetch(each, (_, _, _) -> {}));
    }

    /// Its own steps are all that happens, and it notes each. Of one that has died there is nothing
    /// to note: the steps come upon it.
    @Override
    public Following follow(Timeline timeline) {
        for (var member : suite.settings().members()) {
            suite.servers()
                    .running(member)
                    .ifPresent(process ->
                            timeline.enter(member.name(), process.version(), State.SERVING));
        }
        return () -> {};
    }

    @Override
    public Optional<String> run(Timeline timeline, Watch watch) {
        var acts = new InfraActs(suite, timeline, elasticsearch, progress);
        return new InfraRoll(suite, acts, watch, progress).run();
    }

    @Override
    public boolean excuses(Exchange failed) {
        return elasticsearch.explains(failed);
    }
}
