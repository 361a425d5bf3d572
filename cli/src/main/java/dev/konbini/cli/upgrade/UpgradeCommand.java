package dev.konbini.cli.upgrade;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.release.Releases;
import dev.konbini.cli.shop.Shop;
import dev.konbini.cli.suite.Build;
import dev.konbini.cli.suite.DataFolder;
import dev.konbini.cli.suite.DataOption;
import dev.konbini.cli.suite.Installation;
import dev.konbini.cli.suite.SuiteLock;
import dev.konbini.cli.suite.SuiteSettings;
import dev.konbini.cli.terminal.Progress;
import dev.konbini.cli.up.Suite;
import dev.konbini.servers.process.Guardian;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Replaces a running suite's replicas by another version's, and proves that nobody noticed.
@Command(
        name = "upgrade",
        description = {
            "Replace the replicas of a running suite one by one, and prove that nothing failed.",
            "",
            "Meanwhile shoppers' journeys run. If one of their requests fails, or they get too slow, the upgrade stops and goes back by itself; so it does on Ctrl-C. Afterwards every acknowledged order is looked up in MongoDB, Kafka and Elasticsearch: it must be in each exactly once.",
            "",
            "The exit code is 0 only if it is proven that nothing failed, nothing was lost, and nothing came twice."
        },
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Examples:",
            "  konbini up --replicas 2 && konbini upgrade       to what this checkout is built to",
            "  konbini upgrade --to 0.1.0                       to a released version, also back",
            "  konbini up --ha --replicas 2 && konbini upgrade --infra",
            "                                                   MongoDB, Kafka and Elasticsearch below",
            "  konbini upgrade --kube --to 0.2.0 --gateway https://shop.example --mongodb-uri mongodb://… --kafka host:9092 --elasticsearch http://host:9200",
            "                                                   a release of the chart in a cluster"
        })
public final class UpgradeCommand implements Callable<Integer> {

    private static final long LATENCY_MAX_MILLIS = 3_000;

    /// What the gateway gives a request, less the time of a second attempt.
    private static final long INFRA_LATENCY_MAX_MILLIS = 20_000;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Mixin private final DataOption data = new DataOption();
    @Mixin private final KubeOptions kube = new KubeOptions();

    @Option(
            names = "--to",
            paramLabel = "VERSION",
            description =
                    "A released version (default: what this checkout is built to, also where that is the one that runs); with --kube, the tag of the images.")
    private @Nullable String release;

    @Option(
            names = "--infra",
            description = {
                "Replace and kill what lies below instead, one at a time: each member of MongoDB, each broker of Kafka, Elasticsearch. For a suite that was brought up with --ha.",
                "Searches and looks at the log may fail while Elasticsearch is away; nothing else may."
            })
    private boolean infra;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "40",
            description =
                    "Requests a second that the journeys make together (default: ${DEFAULT-VALUE}).")
    private int requestsPerSecond;

    @Option(
            names = "--latency-max",
            paramLabel = "MS",
            description =
                    "Go back when 1 in 100 requests of the last ten seconds, or with --rate below 20 of the last 200 requests, took longer (default: 3000; with --infra 20000, as an election takes its time).")
    private @Nullable Long latencyMaxMillis;

    @Option(
            names = "--margin",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description =
                    "How long the journeys run before the first and after the last replacement (default: ${DEFAULT-VALUE}).")
    private long marginSeconds;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description =
                    "Where upgrade-report.html and upgrade-report.json go (default: upgrade-report in the suite's folder).")
    private @Nullable Path report;

    @Option(
            names = "--unsafe",
            description =
                    "Go on although the look before it finds reasons not to, to see what they lead to.")
    private boolean unsafe;

    @Override
    public Integer call() {
        if (requestsPerSecond < 1 || marginSeconds < 1 || latencyMaxMillis() < 1) {
            throw Refusal.usage("--rate, --margin and --latency-max are above 0.");
        }
        kube.require(release);
        if (infra && (kube.wanted() || release != null)) {
            throw Refusal.usage(
                    "--infra is for a suite on this machine and for servers, which have versions of their own: leave --kube and --to out.");
        }
        var checkout = Installation.current();
        var folder = data.folder(checkout);
        try (var progress = Progress.onStandardOutput()) {
            var outcome =
                    infra
                            ? below(checkout, folder, progress)
                            : kube.wanted()
                                    ? inCluster(checkout, folder, progress)
                                    : onThisMachine(checkout, folder, progress);
            return outcome.isGood() ? 0 : 1;
        }
    }

    private Outcome onThisMachine(Installation checkout, DataFolder folder, Progress progress) {
        try (var _ = SuiteLock.take(folder)) {
            var settings = folder.settings().orElseGet(SuiteSettings::usual);
            var suite = new Suite(wanted(checkout, progress), folder, settings);
            var rollout = new LocalRollout(suite, progress);
            var outside = Outside.of(suite);
            require(
                    new LocalPreflight(
                            suite, rollout, new Compatibility(checkout), outside.stores()),
                    progress);
            try (var interruption = Interruption.listen(progress)) {
                var outcome = replaceBy(rollout, outside, interruption, progress);
                if (outcome.complaint() == null) {
                    folder.remember(settings.withRelease(release));
                }
                return told(outcome, folder, progress);
            }
        }
    }

    private Outcome below(Installation checkout, DataFolder folder, Progress progress) {
        try (var _ = SuiteLock.take(folder)) {
            var settings = folder.settings().orElseGet(SuiteSettings::usual);
            var suite = new Suite(checkout, folder, settings);
            require(new InfraPreflight(suite), progress);
            var rollout = new InfraRollout(suite, progress);
            try (var interruption = Interruption.listen(progress)) {
                var outcome =
                        run(
                                "infra",
                                "Replace and kill each server under the services",
                                rollout,
                                Outside.of(suite),
                                interruption,
                                progress);
                return told(outcome, folder, progress);
            }
        }
    }

    private Outcome inCluster(Installation checkout, DataFolder folder, Progress progress) {
        var cluster = kube.cluster();
        var helm = kube.helm(checkout.root().resolve("helm/konbini"));
        var rollout = new KubeRollout(cluster, helm, Objects.requireNonNull(release), progress);
        var outside = kube.outside(folder.operatorToken(), helm.prefixes());
        require(
                new KubePreflight(
                        cluster, rollout, new Compatibility(checkout), outside.stores(), progress),
                progress);
        try (var interruption = Interruption.listen(progress)) {
            return told(replaceBy(rollout, outside, interruption, progress), folder, progress);
        }
    }

    private Outcome replaceBy(
            Rollout rollout, Outside outside, Interruption interruption, Progress progress) {
        var from = rollout.versions();
        return run(
                OnRecord.kind(from, rollout.wanted()),
                "Replace %s by %s".formatted(String.join(", ", from), rollout.wanted()),
                rollout,
                outside,
                interruption,
                progress);
    }

    /// @param kind as the record calls it, and `what` in a few words
    private Outcome run(
            String kind,
            String what,
            Rollout rollout,
            Outside outside,
            Interruption interruption,
            Progress progress) {
        return new OnRecord(new Shop(outside.gateway(), outside.token()), progress)
                .run(
                        kind,
                        what,
                        () ->
                                new Upgrade(rollout, outside, plan(), interruption, progress)
                                        .run(rollout.versions()),
                        OnRecord.End::of);
    }

    private void require(Preflight preflight, Progress progress) {
        if (unsafe) {
            preflight.reasons().forEach(reason -> progress.say("unsafe: " + reason));
        } else {
            preflight.require();
        }
    }

    private Upgrade.Plan plan() {
        return new Upgrade.Plan(
                requestsPerSecond,
                Duration.ofMillis(latencyMaxMillis()),
                Duration.ofSeconds(marginSeconds),
                PATIENCE);
    }

    private long latencyMaxMillis() {
        if (latencyMaxMillis != null) {
            return latencyMaxMillis;
        }
        return infra ? INFRA_LATENCY_MAX_MILLIS : LATENCY_MAX_MILLIS;
    }

    private Installation wanted(Installation checkout, Progress progress) {
        if (release != null) {
            return new Releases(checkout).installed(release, progress::say);
        }
        if (!checkout.staleModules().isEmpty()) {
            try (var guardian = Guardian.start()) {
                new Build(checkout, guardian).run(progress::say);
            }
        }
        return checkout;
    }

    /// The outcome, reported.
    private Outcome told(Outcome outcome, DataFolder folder, Progress progress) {
        var page =
                new Report(outcome)
                        .write(report == null ? folder.root().resolve("upgrade-report") : report);
        for (var tally : outcome.tallies()) {
            progress.say(
                    tally.notProven() == null
                            ? "%s: %,d orders, %d lost, %d twice"
                                    .formatted(
                                            tally.store(),
                                            tally.expected(),
                                            tally.lost().size(),
                                            tally.twice().size())
                            : "%s: %,d orders, not proven"
                                    .formatted(tally.store(), tally.expected()));
        }
        progress.say(
                "%,d requests, %d failed. Report: %s"
                        .formatted(outcome.requests(), outcome.failures().size(), page));
        if (outcome.excused() > 0) {
            progress.say(
                    "%,d searches and looks at the log found Elasticsearch away."
                            .formatted(outcome.excused()));
        }
        if (outcome.isGood()) {
            progress.say("Konbini runs %s, and nobody noticed.".formatted(outcome.to()));
        } else {
            outcome.verdict().forEach(progress::say);
        }
        return outcome;
    }
}
