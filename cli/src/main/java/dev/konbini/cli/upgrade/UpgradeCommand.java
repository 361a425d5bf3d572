package dev.konbini.cli.upgrade;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.suite.DataOption;
import dev.konbini.cli.suite.Installation;
import dev.konbini.cli.suite.Releases;
import dev.konbini.cli.suite.SuiteLock;
import dev.konbini.cli.suite.SuiteSettings;
import dev.konbini.cli.terminal.Progress;
import dev.konbini.cli.up.Build;
import dev.konbini.cli.up.Suite;
import dev.konbini.servers.process.Guardian;
import java.nio.file.Path;
import java.time.Duration;
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
            "Meanwhile shoppers' journeys run. If one of their requests fails, or they get too slow, the upgrade stops and goes back by itself. Afterwards every acknowledged order is looked up in MongoDB, Kafka and Elasticsearch: it must be in each exactly once.",
            "",
            "The exit code is 0 only if nothing failed, nothing was lost, and nothing came twice."
        },
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Examples:",
            "  konbini up --replicas 2 && konbini upgrade       to what this checkout is built to",
            "  konbini upgrade --to 0.1.0                       to a released version, also back"
        })
public final class UpgradeCommand implements Callable<Integer> {

    @Mixin private final DataOption data = new DataOption();

    @Option(
            names = "--to",
            paramLabel = "VERSION",
            description =
                    "A released version (default: what this checkout is built to, also where that is the one that runs).")
    private @Nullable String release;

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
            defaultValue = "3000",
            description =
                    "Go back when 1 in 100 requests of the last ten seconds took longer (default: ${DEFAULT-VALUE}).")
    private long latencyMaxMillis;

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

    @Override
    public Integer call() {
        if (requestsPerSecond < 1 || marginSeconds < 1 || latencyMaxMillis < 1) {
            throw Refusal.usage("--rate, --margin and --latency-max are above 0.");
        }
        var checkout = Installation.current();
        var folder = data.folder(checkout);
        try (var _ = SuiteLock.take(folder);
                var progress = Progress.onStandardOutput()) {
            var settings = folder.settings().orElseGet(SuiteSettings::usual);
            var wanted = wanted(checkout, progress);
            var suite = new Suite(wanted, folder, settings);
            var preflight = new Preflight(suite, checkout);
            preflight.require();
            var plan =
                    new Upgrade.Plan(
                            requestsPerSecond,
                            Duration.ofMillis(latencyMaxMillis),
                            Duration.ofSeconds(marginSeconds));
            var outcome = new Upgrade(suite, plan, progress).run(preflight.versions());
            if (outcome.complaint() == null) {
                folder.remember(settings.withRelease(release));
            }
            return tell(
                    outcome,
                    report == null ? folder.root().resolve("upgrade-report") : report,
                    progress);
        }
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

    private static int tell(Outcome outcome, Path folder, Progress progress) {
        var page = new Report(outcome).write(folder);
        for (var tally : outcome.tallies()) {
            progress.say(
                    "%s: %,d orders, %d lost, %d twice"
                            .formatted(
                                    tally.store(),
                                    tally.expected(),
                                    tally.lost().size(),
                                    tally.twice().size()));
        }
        progress.say(
                "%,d requests, %d failed. Report: %s"
                        .formatted(outcome.requests(), outcome.failures().size(), page));
        if (outcome.isGood()) {
            progress.say("Konbini runs %s, and nobody noticed.".formatted(outcome.to()));
            return 0;
        }
        outcome.verdict().forEach(progress::say);
        return 1;
    }
}
