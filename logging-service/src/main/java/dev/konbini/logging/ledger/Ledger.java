package dev.konbini.logging.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came in over a time, and what became of it.
///
/// @param pending lines in Kafka that are not booked yet, of whatever time and tenant; null where
///   Kafka does not say
/// @param total of all that is shown
/// @param items by minute, tenant and source
/// @param missing each place where lines are missing; none is as it should be
/// @param lost what instances say themselves that they lost before Kafka had it
public record Ledger(
        Instant from,
        Instant to,
        @Nullable Long pending,
        Counts total,
        List<Item> items,
        List<Missing> missing,
        List<Lost> lost) {

    /// What became of `received` lines: the sum of all that follow.
    ///
    /// @param stored they are kept
    /// @param repeated their senders had sent them before, so they are kept once
    /// @param deadLettered they could not be kept, and are dead letters
    /// @param expired they were kept until their time was over
    /// @param missing nobody knows; must be 0
    public record Counts(
            long received,
            long stored,
            long repeated,
            long deadLettered,
            long expired,
            long missing) {

        static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

        Counts plus(Counts more) {
            return new Counts(
                    received + more.received,
                    stored + more.stored,
                    repeated + more.repeated,
                    deadLettered + more.deadLettered,
                    expired + more.expired,
                    missing + more.missing);
        }
    }

    /// The counts of one minute of one tenant and source.
    ///
    /// @param source which way the lines came: `kafka` where a service of the suite wrote them
    ///   there
    public record Item(
            Instant minute,
            String tenant,
            String source,
            long received,
            long stored,
            long repeated,
            long deadLettered,
            long expired,
            long missing) {

        static Item of(Instant minute, String tenant, String source, Counts counts) {
            return new Item(
                    minute,
                    tenant,
                    source,
                    counts.received(),
                    counts.stored(),
                    counts.repeated(),
                    counts.deadLettered(),
                    counts.expired(),
                    counts.missing());
        }
    }

    /// Lines that are missing, and where.
    ///
    /// @param kind `offsets`: Kafka gave them numbers and nobody booked them; `sequence`: an
    ///   instance gave them numbers and they are not in Kafka; `index`: they were stored in an
    ///   index that is gone, and not because their time was over
    /// @param name of the partition, the instance, or the index
    /// @param from the first number that is missing; null for an index
    /// @param to the number behind the last; null for an index
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Missing(
            String kind, String name, @Nullable Long from, @Nullable Long to, long count) {}

    /// What an instance lost, within its bound on disk.
    public record Lost(String instance, long lines) {}
}
