package dev.konbini.cli.capacity;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.suite.DataOption;
import dev.konbini.cli.suite.Installation;
import dev.konbini.cli.terminal.Progress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Measures what the replicas of logging-service take.
@Command(
        name = "capacity",
        description = {
            "Measure how many log lines a replica of logging-service takes, what limits it, and how many replicas and partitions a load needs.",
            "",
            "Lines of a tenant of their own, konbini-capacity, are sent into Kafka faster than they are taken; other tenants' lines wait behind them for some seconds. They are stored like any others, each is counted, and they are removed when tomorrow (UTC) is over.",
            "",
            "The exit code is 0 if it could be measured and each line that was sent is there once."
        },
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Examples:",
            "  konbini capacity",
            "  konbini capacity --load 50000 --headroom 50    how many replicas take 50,000 lines/s, and half of it more",
            "  konbini capacity --sample my-lines.ndjson      with lines like yours",
            "  konbini capacity --gateway https://shop.example --token-file operator-token --kafka host:9092 --elasticsearch http://host:9200 --metrics http://127.0.0.1:8183,http://127.0.0.1:8184",
            "                                                 a suite elsewhere"
        })
public final class CapacityCommand implements Callable<Integer> {

    private static final long SECONDS_MAX = 3_600;

    @Mixin private final DataOption data = new DataOption();
    @Mixin private final ReachOptions reach = new ReachOptions();

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "20",
            description = "For how long it is measured (default: ${DEFAULT-VALUE}).")
    private long seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "10",
            description =
                    "For how many seconds lines are sent before that (default: ${DEFAULT-VALUE}).")
    private long warmUpSeconds;

    @Option(
            names = "--sample",
            paramLabel = "FILE",
            description =
                    "Lines to send, over and over: a JSON object in each line of the file (default: lines as the suite's own).")
    private @Nullable Path sample;

    @Option(
            names = "--load",
            paramLabel = "N",
            description = "Lines a second that are to be taken: says what they need.")
    private @Nullable Long load;

    @Option(
            names = "--headroom",
            paramLabel = "PERCENT",
            defaultValue = "30",
            description =
                    "How much more than --load is to be taken while all replicas run (default: ${DEFAULT-VALUE}). The load itself is taken while one of them is lost, too.")
    private int headroomPercent;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Where the report goes for programs, too.")
    private @Nullable Path json;

    @Override
    public Integer call() {
        if (seconds < 1
                || seconds > SECONDS_MAX
                || warmUpSeconds < 0
                || warmUpSeconds > SECONDS_MAX) {
            throw Refusal.usage(
                    "--seconds takes 1 to %d, and --warm-up 0 to %d."
                            .formatted(SECONDS_MAX, SECONDS_MAX));
        }
        if ((load != null && load < 1) || headroomPercent < 0) {
            throw Refusal.usage("--load is above 0, and --headroom not below.");
        }
        var lines = sample == null ? new GeneratedLines(Instant.now()) : FileLines.read(sample);
        try (var progress = Progress.onStandardOutput()) {
            var measured =
                    new Measurement(
                                    reach.reach(data.folder(Installation.current())),
                                    lines,
                                    progress)
                            .run(Duration.ofSeconds(warmUpSeconds), Duration.ofSeconds(seconds));
            var report =
                    load == null ? measured : measured.needing(new Need.Ask(load, headroomPercent));
            new ReportText(report).lines().forEach(progress::say);
            if (json != null) {
                report.write(json);
            }
            if (!report.sent().isWhole()) {
                throw Refusal.failed(
                        "%,d lines were sent, %,d are there: GET /api/logs/ledger and /api/logs/dead-letters say what became of them."
                                .formatted(report.sent().lines(), report.sent().stored()));
            }
            return 0;
        }
    }
}
