package dev.konbini.logging.deadletter.web;

import dev.konbini.logging.deadletter.Letter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Which letters are to be sent again, and how.
///
/// @param reason its type
/// @param topic where the records came from
/// @param from the earliest letter
/// @param to where letters end, itself not among them
/// @param dryRun whether only to say what would be done; true where nothing is said
/// @param ratePerSecond how many at most; 100 where nothing is said
record RedriveRequest(
        @Nullable @Size(max = 200) String tenant,
        @Nullable @Size(max = 200) String reason,
        @Nullable @Size(max = 249) String topic,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable Boolean dryRun,
        @Nullable @Min(1) @Max(10_000) Integer ratePerSecond) {

    private static final int RATE = 100;

    Letter.Filter filter() {
        return new Letter.Filter(tenant, reason, topic, from, to);
    }

    boolean isDry() {
        return Objects.requireNonNullElse(dryRun, true);
    }

    int rate() {
        return Objects.requireNonNullElse(ratePerSecond, RATE);
    }
}
