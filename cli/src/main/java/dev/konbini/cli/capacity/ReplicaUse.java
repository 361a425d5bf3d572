package dev.konbini.cli.capacity;

import dev.konbini.cli.Refusal;
import java.util.Optional;

/// What a replica did with its time while it was measured, by its metrics.
///
/// @param replica where its metrics are
/// @param seconds how long it was measured
/// @param taking seconds that its consumers had a batch in hand, together; what is left of their
///   time they waited for Kafka
/// @param reading of these, to read lines
/// @param writing of these, waiting for Elasticsearch to take them
/// @param booking of these, waiting for Elasticsearch to take the ledger
/// @param cores how many cores it kept busy
/// @param collecting share of its time that it stood still to collect garbage, from 0 to 1
/// @param linesPerBatch how many lines it took at once, on average
/// @param machineBusy share of its machine's cores that were busy, whoever used them, from 0 to 1
record ReplicaUse(
        String replica,
        double seconds,
        double taking,
        double reading,
        double writing,
        double booking,
        double cores,
        double collecting,
        double linesPerBatch,
        double machineBusy) {

    private static final String LINES = "stream=\"lines\"";
    private static final double SECOND_NANOS = 1e9;

    /// What it did between two looks; empty where its version does not say.
    ///
    /// @throws Refusal if it was started anew between them
    static Optional<ReplicaUse> between(
            String replica, Scrape before, Scrape after, double seconds) {
        if (after.sum("konbini_ingest_take_seconds_sum", LINES).isEmpty()) {
            return Optional.empty();
        }
        var change = new Change(replica, before, after);
        var batches = change.of("konbini_ingest_batch_count", LINES);
        return Optional.of(
                new ReplicaUse(
                        replica,
                        seconds,
                        change.of("konbini_ingest_take_seconds_sum", LINES),
                        change.of("konbini_ingest_read_seconds_sum", LINES),
                        change.of("konbini_ingest_bulk_seconds_sum", LINES),
                        change.of("konbini_ledger_write_seconds_sum", ""),
                        change.of("process_cpu_time_ns_total", "") / SECOND_NANOS / seconds,
                        change.of("jvm_gc_pause_seconds_sum", "") / seconds,
                        batches == 0 ? 0 : change.of("konbini_ingest_batch_sum", LINES) / batches,
                        after.sum("system_cpu_usage").orElse(0)));
    }

    private record Change(String replica, Scrape before, Scrape after) {

        double of(String name, String label) {
            var change = after.sum(name, label).orElse(0) - before.sum(name, label).orElse(0);
            if (change < 0) {
                throw Refusal.failed(
                        "The replica at %s was started anew meanwhile: run it again."
                                .formatted(replica));
            }
            return change;
        }
    }
}
