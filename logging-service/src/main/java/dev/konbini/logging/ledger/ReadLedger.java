package dev.konbini.logging.ledger;

import dev.konbini.logging.index.LineIndex;
import dev.konbini.logging.index.LineIndices;
import dev.konbini.logging.ledger.Chunk.Row;
import dev.konbini.logging.ledger.Ledger.Counts;
import dev.konbini.logging.ledger.Ledger.Item;
import dev.konbini.logging.ledger.Ledger.Missing;
import dev.konbini.logging.ledger.RemovedLines.Kept;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Reads the ledger of a time.
@Service
public final class ReadLedger {

    /// How many items one answer may have.
    public static final int ITEMS_MAX = 20_000;

    private final ChunkStore store;
    private final RemovedLines removed;
    private final LostLines lostLines;
    private final Pending pending;
    private final LineIndices lineIndices;

    ReadLedger(
            ChunkStore store,
            RemovedLines removed,
            LostLines lostLines,
            Pending pending,
            LineIndices lineIndices) {
        this.store = store;
        this.removed = removed;
        this.lostLines = lostLines;
        this.pending = pending;
        this.lineIndices = lineIndices;
    }

    /// What came in from `from` to before `to`, by the records' times.
    ///
    /// What is missing of offsets and numbers is looked for in every chunk that has a record of
    /// that time, whoever the tenant is.
    ///
    /// Precedence: [Outcome.TooMuch], [Outcome.Read].
    ///
    /// @param tenant null for all
    public Outcome read(Instant from, Instant to, @Nullable String tenant) {
        return booked(from, to, tenant)
                .<Outcome>map(ledger -> new Outcome.Read(withPending(ledger)))
                .orElseGet(Outcome.TooMuch::new);
    }

    /// As [#read], without asking Kafka what is pending; empty where it is too much.
    Optional<Ledger> booked(Instant from, Instant to, @Nullable String tenant) {
        var chunks = store.between(from, to);
        if (chunks.isEmpty()) {
            return Optional.empty();
        }
        var rows = new ArrayList<Map.Entry<Row, Chunk.Counts>>();
        for (var chunk : chunks.get()) {
            for (var row : chunk.rows().entrySet()) {
                var time = row.getKey().time();
                if (!time.isBefore(from)
                        && time.isBefore(to)
                        && (tenant == null || tenant.equals(row.getKey().tenant()))) {
                    rows.add(row);
                }
            }
        }
        var books = new Books(rows);
        if (books.items.size() > ITEMS_MAX) {
            return Optional.empty();
        }
        var gaps = new Gaps(chunks.get());
        var lost = lostLines.of(gaps.incomplete());
        var missing =
                Stream.of(gaps.offsets(), gaps.sequences(lost), books.vanished())
                        .flatMap(List::stream)
                        .toList();
        return Optional.of(
                new Ledger(
                        from,
                        to,
                        null,
                        books.total(missing),
                        books.items(),
                        missing,
                        Gaps.lost(lost)));
    }

    private Ledger withPending(Ledger ledger) {
        return new Ledger(
                ledger.from(),
                ledger.to(),
                pending.count(),
                ledger.total(),
                ledger.items(),
                ledger.missing(),
                ledger.lost());
    }

    /// The rows of the answer.
    private final class Books {

        private final Map<Line, Counts> items =
                new TreeMap<>(
                        Comparator.comparingLong(Line::minute)
                                .thenComparing(Line::tenant)
                                .thenComparing(Line::source));
        private final Map<String, Long> vanished = new TreeMap<>();

        Books(List<Map.Entry<Row, Chunk.Counts>> rows) {
            var kept = new HashSet<Kept>();
            rows.forEach(row -> {
                if (!row.getKey().index().isEmpty()) {
                    kept.add(new Kept(row.getKey().index(), row.getKey().tenant()));
                }
            });
            var removals = removed.removals(kept);
            var there =
                    kept.isEmpty()
                            ? Set.<String>of()
                            : lineIndices.all().stream()
                                    .map(LineIndex::name)
                                    .collect(Collectors.toUnmodifiableSet());
            for (var row : rows) {
                var key = row.getKey();
                items.merge(
                        new Line(key.minute(), key.tenant(), key.source()),
                        counts(key, row.getValue(), removals, there),
                        Counts::plus);
            }
        }

        private Counts counts(
                Row row, Chunk.Counts counts, Map<Kept, Instant> removals, Set<String> there) {
            var stored = counts.stored();
            var received = stored + counts.repeated() + counts.deadLettered();
            var removedAt = removals.get(new Kept(row.index(), row.tenant()));
            var isExpired = removedAt != null && row.time().isBefore(removedAt);
            var isGone = stored > 0 && !isExpired && !there.contains(row.index());
            if (isGone) {
                vanished.merge(row.index(), stored, Long::sum);
            }
            return new Counts(
                    received,
                    isExpired || isGone ? 0 : stored,
                    counts.repeated(),
                    counts.deadLettered(),
                    isExpired ? stored : 0,
                    isGone ? stored : 0);
        }

        List<Item> items() {
            return items.entrySet().stream()
                    .map(one ->
                            Item.of(
                                    Instant.ofEpochSecond(one.getKey().minute() * 60),
                                    one.getKey().tenant(),
                                    one.getKey().source(),
                                    one.getValue()))
                    .toList();
        }

        List<Missing> vanished() {
            return vanished.entrySet().stream()
                    .map(one -> new Missing("index", one.getKey(), null, null, one.getValue()))
                    .toList();
        }

        Counts total(List<Missing> missing) {
            var sum = items.values().stream().reduce(Counts.NONE, Counts::plus);
            return new Counts(
                    sum.received(),
                    sum.stored(),
                    sum.repeated(),
                    sum.deadLettered(),
                    sum.expired(),
                    missing.stream().mapToLong(Missing::count).sum());
        }
    }

    private record Line(long minute, String tenant, String source) {}

    /// What can be read.
    public sealed interface Outcome {

        /// What was asked for.
        record Read(Ledger ledger) implements Outcome {}

        /// It is more than one answer can hold.
        record TooMuch() implements Outcome {}
    }
}
