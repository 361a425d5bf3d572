package dev.konbini.logging.door;

import dev.konbini.logging.parse.CompleteLine;
import dev.konbini.logging.tenant.Tenant;
import dev.konbini.logging.tenant.Tenants;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.node.ObjectNode;

/// Takes a sender's lines, all or none as far as the sender is told.
@Service
public final class TakeLines {

    private static final Duration KAFKA_RETRY = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Tenants tenants;
    private final Quotas quotas;
    private final InFlight inFlight;
    private final CompleteLine completeLine;
    private final LineTopic topic;
    private final MeterRegistry meters;

    TakeLines(
            Tenants tenants,
            Quotas quotas,
            InFlight inFlight,
            CompleteLine completeLine,
            LineTopic topic,
            MeterRegistry meters) {
        this.tenants = tenants;
        this.quotas = quotas;
        this.inFlight = inFlight;
        this.completeLine = completeLine;
        this.topic = topic;
        this.meters = meters;
    }

    /// Holds the lines to their tenant's quota, completes them, masks them, and puts them into
    /// Kafka.
    ///
    /// Precedence: [Outcome.Unavailable] where what the tenant wants masked is not known,
    /// [Outcome.OverQuota], [Outcome.Unavailable], [Outcome.Taken]. After [Outcome.OverQuota] no
    /// line is in Kafka. After [Outcome.Unavailable] some may be; a repeat under the same
    /// [Command#ids] makes no double of them. What is not taken counts against no quota.
    public Outcome take(Command command) {
        var outcome =
                tenants.find(command.tenant())
                        .map(tenant -> take(command, tenant))
                        .orElseGet(() -> new Outcome.Unavailable(SOON));
        count(command, outcome);
        return outcome;
    }

    private Outcome take(Command command, Tenant tenant) {
        var lines = command.lines();
        if (lines.isEmpty()) {
            return new Outcome.Taken(0);
        }
        var bytes = LineSize.of(lines);
        try (var share = inFlight.open(tenant.name())) {
            return switch (share.grow(bytes)) {
                case TOO_MUCH -> new Outcome.OverQuota(SOON);
                case FULL -> new Outcome.Unavailable(SOON);
                case GRANTED -> {
                    var wait = quotas.take(tenant, bytes, lines.size());
                    yield wait.isZero()
                            ? send(command, tenant, bytes)
                            : new Outcome.OverQuota(wait);
                }
            };
        }
    }

    private Outcome send(Command command, Tenant tenant, long bytes) {
        var lines = command.lines();
        var taken = new ArrayList<TakenLine>(lines.size());
        for (var i = 0; i < lines.size(); i++) {
            var line = tenant.masker().mask(completeLine.complete(lines.get(i)));
            taken.add(
                    new TakenLine(
                            tenant.name(),
                            command.source(),
                            command.id(i),
                            command.merged().contains(i),
                            line));
        }
        if (topic.send(taken)) {
            return new Outcome.Taken(taken.size());
        }
        quotas.giveBack(tenant, bytes, lines.size());
        return new Outcome.Unavailable(KAFKA_RETRY);
    }

    private void count(Command command, Outcome outcome) {
        var label =
                switch (outcome) {
                    case Outcome.Taken _ -> "taken";
                    case Outcome.OverQuota _ -> "over-quota";
                    case Outcome.Unavailable _ -> "unavailable";
                };
        meters.counter("konbini.door.lines", "source", command.source(), "outcome", label)
                .increment(command.lines().size());
    }

    /// Lines of one sender.
    ///
    /// @param tenant whose they are, already known to be so
    /// @param source which way they came: `http`, `otlp`, `syslog`, `forward`
    /// @param lines as they were sent: any JSON objects; they are changed
    /// @param ids what the lines are called, in the same order, unique among their tenant's: what
    ///   is sent again under its id is there once; empty where they are called nothing
    /// @param merged positions of lines in which a name stood twice: it has all its values
    public record Command(
            String tenant,
            String source,
            List<ObjectNode> lines,
            List<String> ids,
            Set<Integer> merged) {

        /// So that an id of [#ofBatch] stays below what Elasticsearch takes.
        public static final int BATCH_MAX = 200;

        public Command {
            if (!ids.isEmpty() && ids.size() != lines.size()) {
                throw new IllegalArgumentException("Either each line has an id or none");
            }
        }

        /// Lines in which no name stood twice.
        public Command(String tenant, String source, List<ObjectNode> lines, List<String> ids) {
            this(tenant, source, lines, ids, Set.of());
        }

        /// Lines that are called by their batch's name and their position in it.
        ///
        /// @param batch unique among its tenant's batches, at most [#BATCH_MAX] characters; null
        ///   where the sender calls it nothing
        public static Command ofBatch(
                String tenant, String source, List<ObjectNode> lines, @Nullable String batch) {
            if (batch == null) {
                return new Command(tenant, source, lines, List.of());
            }
            if (batch.length() > BATCH_MAX) {
                throw new IllegalArgumentException("The batch's name is too long");
            }
            return new Command(
                    tenant,
                    source,
                    lines,
                    IntStream.range(0, lines.size()).mapToObj(i -> batch + "-" + i).toList());
        }

        /// The same, with a name having stood twice in the lines at `positions`.
        public Command withMerged(Set<Integer> positions) {
            return new Command(tenant, source, lines, ids, positions);
        }

        /// The same, of lines that may be changed without changing these.
        Command copy() {
            return new Command(
                    tenant, source, lines.stream().map(ObjectNode::deepCopy).toList(), ids, merged);
        }

        private @Nullable String id(int position) {
            return ids.isEmpty() ? null : ids.get(position);
        }
    }

    /// What became of them.
    public sealed interface Outcome {

        /// All are in Kafka.
        record Taken(int lines) implements Outcome {}

        /// The tenant has sent all that it may for now. No line is in Kafka.
        record OverQuota(Duration retryAfter) implements Outcome {}

        /// Kafka did not take all of them in time, or lines cannot be taken at all at the moment.
        record Unavailable(Duration retryAfter) implements Outcome {}
    }
}
