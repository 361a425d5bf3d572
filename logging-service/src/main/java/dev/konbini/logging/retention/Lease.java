package dev.konbini.logging.retention;

import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.IndexTemplates;
import dev.konbini.logging.index.Indices;
import dev.konbini.logging.index.StoredDocument;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Which replica keeps house: a document that is replaced only as it was read.
///
/// A replica that dies is followed by another when its lease has ended. Two at the same time, by
/// clocks that differ by more than the lease, do the same work twice and no harm.
@Component
final class Lease {

    static final Duration TERM = Duration.ofMinutes(2);

    private static final String ID = "lease:housekeeping";

    private final Elasticsearch elasticsearch;
    private final IndexTemplates templates;
    private final String index;
    private final JsonMapper json;
    private final Clock clock;
    private final String holder = UUID.randomUUID().toString();
    private volatile Instant sureUntil = Instant.MIN;

    Lease(
            Elasticsearch elasticsearch,
            IndexTemplates templates,
            Indices indices,
            JsonMapper json,
            Clock clock) {
        this.elasticsearch = elasticsearch;
        this.templates = templates;
        this.index = indices.ofSettings();
        this.json = json;
        this.clock = clock;
    }

    /// Takes the lease, or holds it for another term.
    ///
    /// @return whether this replica has it
    boolean hold() {
        var now = clock.instant();
        if (now.isBefore(sureUntil)) {
            return true;
        }
        templates.ensure();
        var there = document();
        if (!isFree(there) || !write(there, now.plus(TERM), settledOn(there))) {
            return false;
        }
        sureUntil = now.plus(TERM.dividedBy(4));
        return true;
    }

    /// Lets another replica take it.
    void release() {
        sureUntil = Instant.MIN;
        var there = document();
        if (isOurs(there)) {
            var _ = write(there, clock.instant(), settledOn(there));
        }
    }

    /// The last day on which days that are over were settled; null for never.
    @Nullable LocalDate settledOn() {
        return settledOn(document());
    }

    private static @Nullable LocalDate settledOn(Optional<StoredDocument> there) {
        return there.map(lease -> lease.source().path("value").path("settledOn").asString(""))
                .filter(text -> !text.isEmpty())
                .map(LocalDate::parse)
                .orElse(null);
    }

    /// Takes note that they were settled on `day`, and holds the lease.
    boolean settled(LocalDate day) {
        var there = document();
        return isFree(there) && write(there, clock.instant().plus(TERM), day);
    }

    private boolean isFree(Optional<StoredDocument> there) {
        return isOurs(there)
                || there.map(lease -> until(lease).isBefore(clock.instant())).orElse(true);
    }

    private boolean isOurs(Optional<StoredDocument> there) {
        return there.map(lease -> lease.source().path("changedBy").asString("").equals(holder))
                .orElse(false);
    }

    private static Instant until(StoredDocument lease) {
        return Instant.parse(lease.source().path("value").path("until").asString());
    }

    private boolean write(
            Optional<StoredDocument> there, Instant until, @Nullable LocalDate settledOn) {
        var source =
                json.createObjectNode()
                        .put("kind", "lease")
                        .put("name", "housekeeping")
                        .put("changedAt", clock.instant().toString())
                        .put("changedBy", holder);
        source.putObject("value")
                .put("until", until.toString())
                .put("settledOn", settledOn == null ? "" : settledOn.toString());
        return elasticsearch.replace(index, ID, source, there.orElse(null));
    }

    private Optional<StoredDocument> document() {
        return elasticsearch.document(index, ID);
    }
}
