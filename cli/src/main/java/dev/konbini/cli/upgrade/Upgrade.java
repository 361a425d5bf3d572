package dev.konbini.cli.upgrade;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.keys.Credentials;
import dev.konbini.cli.service.ServiceConfig;
import dev.konbini.cli.shop.Shop;
import dev.konbini.cli.suite.Server;
import dev.konbini.cli.suite.Service;
import dev.konbini.cli.task.Tasks;
import dev.konbini.cli.terminal.Progress;
import dev.konbini.cli.traffic.Observed;
import dev.konbini.cli.traffic.Traffic;
import dev.konbini.cli.up.Suite;
import dev.konbini.cli.upgrade.Spell.State;
import dev.konbini.servers.process.Guardian;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One upgrade from its first journey to its last proof.
///
/// @param suite with the build that is wanted; its replicas run the one before
record Upgrade(Suite suite, Plan plan, Progress progress) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// How it is done.
    ///
    /// @param margin how long journeys run before and after
    record Plan(int requestsPerSecond, Duration latencyMax, Duration margin) {}

    /// Does it.
    ///
    /// @param from the versions that run
    /// @throws Refusal if it cannot be begun, or the stores cannot be looked into
    Outcome run(List<String> from) {
        prepare();
        var token = operatorToken();
        var goods = new Goods(new Shop(suite.gateway(), token));
        goods.put();
        int reservedBefore = goods.reserved();
        var timeline = new Timeline();
        for (var replica : suite.replicas()) {
            var process = suite.services().running(replica).orElseThrow();
            timeline.enter(replica.name(), process.version(), State.SERVING);
        }
        Observed observed;
        Course course;
        try (var traffic =
                Traffic.start(suite.gateway(), Goods.SKU, token, plan.requestsPerSecond())) {
            progress.say(
                    "journeys run at %d requests a second".formatted(plan.requestsPerSecond()));
            observed = traffic.observed();
            course = course(observed, timeline);
        } finally {
            goods.remove();
        }
        var ended = Instant.now();
        progress.say("looking up %,d orders …".formatted(observed.acknowledged().size()));
        return new Outcome(
                from,
                suite.services().version(),
                course.began(),
                course.rolling(),
                course.rolled(),
                ended,
                course.complaint().orElse(null),
                course.phases(observed),
                timeline.until(ended),
                plan.requestsPerSecond(),
                observed.acknowledged().size(),
                observed.unanswered().size(),
                stores().reconcile(observed.acknowledged(), course.began(), PATIENCE),
                goods.reserved() - reservedBefore,
                observed.failures());
    }

    private Course course(Observed observed, Timeline timeline) {
        var began = Instant.now();
        Tasks.pause(plan.margin());
        var rolling = Instant.now();
        var watch = new Watch(observed, plan.latencyMax());
        var complaint =
                watch.complaint()
                        .map(reason -> "before anything was replaced, " + reason)
                        .or(() -> roll(timeline, watch));
        var rolled = Instant.now();
        Tasks.pause(plan.margin());
        return new Course(began, rolling, rolled, complaint);
    }

    /// What takes long is done while all replicas still serve.
    private void prepare() {
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

    private Optional<String> roll(Timeline timeline, Watch watch) {
        return new Roll(suite.services(), config(), timeline, watch, progress)
                .run(suite.replicas());
    }

    private ServiceConfig config() {
        return suite.config(mongodb(), Credentials.prepare(suite.data(), Clock.systemUTC()));
    }

    /// As the services are told: by the name of the replica set, which it says itself.
    private String mongodb() {
        try (var guardian = Guardian.start()) {
            return suite.servers().start(Server.MONGODB, guardian, (_, _, _) -> {}).address();
        }
    }

    private Stores stores() {
        return new Stores(
                suite.servers().address(Server.MONGODB),
                suite.servers().address(Server.KAFKA),
                URI.create(suite.servers().address(Server.ELASTICSEARCH)));
    }

    private String operatorToken() {
        try {
            return Files.readString(suite.data().operatorToken()).strip();
        } catch (IOException e) {
            throw Refusal.failed(
                    "%s cannot be read (%s)."
                            .formatted(suite.data().operatorToken(), e.getMessage()));
        }
    }
}
