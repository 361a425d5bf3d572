package dev.konbini.logging.ledger;

import dev.konbini.logging.index.ElasticsearchUnavailable;
import dev.konbini.logging.ledger.Ledger.Missing;
import dev.konbini.logging.task.RepeatedTask;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Looks again and again whether lines are missing, and says so in a metric and in the log.
///
/// Each replica looks for itself. What is missing at one look only is on its way: what counts was
/// missing at the look before, too.
@Component
final class WatchLedger extends RepeatedTask {

    private static final Logger LOG = LoggerFactory.getLogger(WatchLedger.class);

    private final ReadLedger readLedger;
    private final LostLines lostLines;
    private final LedgerProperties properties;
    private final Clock clock;

    /// NaN while it is not known.
    private volatile double missing = Double.NaN;

    private Set<Missing> before = Set.of();
    private Set<Missing> told = Set.of();

    WatchLedger(
            ReadLedger readLedger,
            LostLines lostLines,
            LedgerProperties properties,
            Clock clock,
            MeterRegistry metrics) {
        super("ledger", properties.every(), properties.every());
        this.readLedger = readLedger;
        this.lostLines = lostLines;
        this.properties = properties;
        this.clock = clock;
        Gauge.builder("konbini.ledger.missing", this, watch -> watch.missing)
                .description("Lines that are missing; must be 0. NaN while it cannot be seen")
                .register(metrics);
    }

    /// Looks once.
    ///
    /// @throws ElasticsearchUnavailable if it cannot be seen
    synchronized void look() {
        var seen = Double.NaN;
        try {
            seen = missing();
        } finally {
            missing = seen;
        }
    }

    private double missing() {
        lostLines.note();
        var now = clock.instant();
        var ledger =
                readLedger.booked(
                        now.minus(properties.window()), now.plus(Duration.ofHours(1)), null);
        if (ledger.isEmpty()) {
            LOG.warn("The ledger of the last {} is too much to watch", properties.window());
            return Double.NaN;
        }
        var found = Set.copyOf(ledger.get().missing());
        var lasting = found.stream().filter(before::contains).collect(Collectors.toSet());
        before = found;
        var count = lasting.stream().mapToLong(Missing::count).sum();
        if (!lasting.isEmpty() && !lasting.equals(told)) {
            LOG.warn("{} lines are missing: {}", count, described(lasting));
        }
        told = lasting;
        return count;
    }

    private static String described(Set<Missing> lasting) {
        var texts = new TreeSet<String>();
        for (var one : lasting) {
            texts.add(
                    one.from() == null || one.to() == null
                            ? "all of index " + one.name()
                            : "%s %d to %d of %s"
                                    .formatted(one.kind(), one.from(), one.to() - 1, one.name()));
        }
        return texts.stream().limit(10).collect(Collectors.joining(", "));
    }

    @Override
    protected void doOnce() {
        look();
    }
}
