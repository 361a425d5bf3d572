package dev.konbini.logging.retention;

import dev.konbini.logging.index.IndexClaims;
import dev.konbini.logging.index.IndexManagement;
import dev.konbini.logging.index.LineIndex;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.stereotype.Component;

/// Makes an index of a day that is over fast to search and cheap to keep: closed to writing and
/// merged into one segment.
///
/// A late line opens it again (the intake sees to that); it is settled again the next day.
@Component
final class SettleLines {

    private final IndexManagement management;
    private final IndexClaims claims;
    private final RetentionProperties properties;

    SettleLines(IndexManagement management, IndexClaims claims, RetentionProperties properties) {
        this.management = management;
        this.claims = claims;
        this.properties = properties;
    }

    /// Whether `index` is to be settled at `now`.
    boolean isDue(LineIndex index, Instant now) {
        var end = index.day().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return !index.isClosedToWriting() && now.isAfter(end.plus(properties.settledAfter()));
    }

    /// Settles `index`, unless somebody else changes it at the moment. Merging goes on in
    /// Elasticsearch when this returns.
    void settle(LineIndex index) {
        var _ =
                claims.change(
                        index.name(),
                        "settle",
                        _ -> {
                            management.closeToWriting(index.name());
                            management.mergeToOneSegment(index.name());
                        });
    }
}
