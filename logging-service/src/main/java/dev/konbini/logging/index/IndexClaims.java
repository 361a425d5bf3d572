package dev.konbini.logging.index;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Who changes an index of lines at the moment: what it is closed to, what is removed from it, or
/// what is put in its place. To write and find lines nobody needs a claim
/// (`docs/decisions/log-index-rebuild.md`).
///
/// Every call throws what [Elasticsearch]'s do.
@Component
public final class IndexClaims {

    /// After which a claim that was not held on to has lapsed.
    public static final Duration TERM = Duration.ofMinutes(1);

    /// For how long its holder relies on it. The rest is for what they asked for in this time,
    /// which Elasticsearch does within half a minute or not at all, and for clocks that differ.
    static final Duration SURE = TERM.dividedBy(4);

    private static final String KIND = "claim";
    private static final int SIZE_MAX = 1000;

    private final Elasticsearch elasticsearch;
    private final IndexTemplates templates;
    private final String settings;
    private final JsonMapper json;
    private final Clock clock;

    IndexClaims(
            Elasticsearch elasticsearch,
            IndexTemplates templates,
            Indices indices,
            JsonMapper json,
            Clock clock) {
        this.elasticsearch = elasticsearch;
        this.templates = templates;
        this.settings = indices.ofSettings();
        this.json = json;
        this.clock = clock;
    }

    /// Claims `index` for `work`, in one word. Empty where somebody else has it.
    public Optional<IndexClaim> take(String index, String work) {
        templates.ensure();
        var claim = new IndexClaim(this, index, work, UUID.randomUUID().toString());
        var there = elasticsearch.document(settings, id(index));
        var isFree = there.map(one -> until(one.source()).isBefore(clock.instant())).orElse(true);
        return isFree && write(claim, there) ? Optional.of(claim) : Optional.empty();
    }

    /// Makes `change` under a claim on `index`, unless somebody else has it. When `change` throws,
    /// what it asked for may still be done: then the claim is not let go but lapses.
    ///
    /// @return whether it was made
    public boolean change(String index, String work, Consumer<IndexClaim> change) {
        var claim = take(index, work);
        claim.ifPresent(held -> {
            held.hold();
            change.accept(held);
            held.letGo();
        });
        return claim.isPresent();
    }

    /// The indices that are claimed for `work`.
    public Set<String> of(String work) {
        var now = clock.instant();
        return elasticsearch
                .search(
                        settings,
                        Map.of("size", SIZE_MAX, "query", Map.of("term", Map.of("kind", KIND))))
                .path("hits")
                .path("hits")
                .valueStream()
                .map(hit -> hit.path("_source"))
                .filter(claim -> until(claim).isAfter(now))
                .filter(claim -> claim.at("/value/work").asString("").equals(work))
                .map(claim -> claim.path("name").asString(""))
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean isSure(IndexClaim claim) {
        return clock.instant().isBefore(claim.sureUntil());
    }

    /// Claims it for another term.
    ///
    /// @return false where it is somebody else's, or was meanwhile
    boolean renew(IndexClaim claim) {
        var there = ours(claim);
        return there.isPresent() && write(claim, there);
    }

    void letGo(IndexClaim claim) {
        ours(claim)
                .ifPresent(there -> {
                    var _ = elasticsearch.remove(settings, there);
                });
    }

    private Optional<StoredDocument> ours(IndexClaim claim) {
        return elasticsearch
                .document(settings, id(claim.index()))
                .filter(one -> one.source().path("changedBy").asString("").equals(claim.holder()));
    }

    private boolean write(IndexClaim claim, Optional<StoredDocument> there) {
        var now = clock.instant();
        var source =
                json.createObjectNode()
                        .put("kind", KIND)
                        .put("name", claim.index())
                        .put("changedAt", now.toString())
                        .put("changedBy", claim.holder());
        source.putObject("value").put("until", now.plus(TERM).toString()).put("work", claim.work());
        if (!elasticsearch.replace(settings, id(claim.index()), source, there.orElse(null))) {
            return false;
        }
        claim.sureUntil(now.plus(SURE));
        return true;
    }

    private static Instant until(JsonNode claim) {
        return Instant.parse(claim.at("/value/until").asString());
    }

    private static String id(String index) {
        return KIND + ":" + index;
    }
}
