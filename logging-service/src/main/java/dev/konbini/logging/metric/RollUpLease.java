package dev.konbini.logging.metric;

import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.StoredDocument;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Sees to it that one replica at a time rolls up, and remembers how far it got.
///
/// One document that is replaced only as it was read. Each replacement counts its run up by one. A
/// replica that lost the lease without knowing it is overtaken by that number: see [RollUpStore].
@Component
final class RollUpLease {

    private static final String ID = "lease";
    private static final Duration HELD = Duration.ofMinutes(1);

    private final Elasticsearch elasticsearch;
    private final MetricIndices indices;
    private final JsonMapper json;
    private final Clock clock;
    private final String holder = UUID.randomUUID().toString();

    RollUpLease(Elasticsearch elasticsearch, MetricIndices indices, JsonMapper json, Clock clock) {
        this.elasticsearch = elasticsearch;
        this.indices = indices;
        this.json = json;
        this.clock = clock;
    }

    /// Takes the lease for a minute, if nobody else has it.
    ///
    /// @param start from where to roll up where nobody ever did
    Optional<Held> take(long start) {
        var there = elasticsearch.document(indices.ofMarks(), ID);
        var now = clock.instant().getEpochSecond();
        if (there.isPresent()) {
            var lease = there.get().source();
            if (lease.path("until").asLong() > now
                    && !lease.path("holder").asString().equals(holder)) {
                return Optional.empty();
            }
            return write(there, lease.path("run").asLong() + 1, lease.path("rolledUpTo").asLong());
        }
        return write(there, 1, start);
    }

    /// Says that everything before `rolledUpTo` is rolled up, and holds the lease for another
    /// minute.
    ///
    /// @return empty where another replica has the lease meanwhile
    Optional<Held> keep(Held held, long rolledUpTo) {
        var there = elasticsearch.document(indices.ofMarks(), ID);
        return there.filter(document -> document.source().path("run").asLong() == held.run())
                .flatMap(document -> write(there, held.run() + 1, rolledUpTo));
    }

    /// Lets another replica have it at once. Nothing happens if one has it already.
    void giveBack(Held held) {
        var there = elasticsearch.document(indices.ofMarks(), ID);
        there.filter(document -> document.source().path("run").asLong() == held.run())
                .ifPresent(document -> replace(there, held.run(), held.rolledUpTo(), 0));
    }

    private Optional<Held> write(Optional<StoredDocument> there, long run, long rolledUpTo) {
        var until = clock.instant().plus(HELD).getEpochSecond();
        return replace(there, run, rolledUpTo, until)
                ? Optional.of(new Held(run, rolledUpTo))
                : Optional.empty();
    }

    private boolean replace(Optional<StoredDocument> there, long run, long rolledUpTo, long until) {
        var source =
                json.createObjectNode()
                        .put("holder", holder)
                        .put("until", until)
                        .put("run", run)
                        .put("rolledUpTo", rolledUpTo);
        return elasticsearch.replace(indices.ofMarks(), ID, source, there.orElse(null));
    }

    /// The lease as it is held.
    ///
    /// @param run higher than every run before it
    /// @param rolledUpTo the start of the first roll-up that is not computed yet
    record Held(long run, long rolledUpTo) {}
}
