package dev.konbini.logging.ledger;

import dev.konbini.logging.index.DocumentKey;
import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.IndexTemplates;
import dev.konbini.logging.index.Indices;
import dev.konbini.logging.index.StoredDocument;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Which lines were removed because their time was over, so that nobody takes them for missing.
@Component
public final class RemovedLines {

    private static final String KIND = "removed";

    private final Elasticsearch elasticsearch;
    private final IndexTemplates templates;
    private final String index;
    private final JsonMapper json;
    private final Clock clock;

    RemovedLines(
            Elasticsearch elasticsearch,
            IndexTemplates templates,
            Indices indices,
            JsonMapper json,
            Clock clock) {
        this.elasticsearch = elasticsearch;
        this.templates = templates;
        this.index = indices.ofLedger();
        this.json = json;
        this.clock = clock;
    }

    /// To be called before lines are removed. A repeat, for lines that came after that, does no
    /// harm.
    ///
    /// @param tenant whose lines of the index; null for all of the index
    public void removing(String removed, @Nullable String tenant) {
        templates.ensure();
        var now = clock.instant();
        var document = json.createObjectNode().put("kind", KIND).put("last", now.toEpochMilli());
        document.putObject("value").put("at", now.toString());
        elasticsearch.put(index, id(removed, tenant), document);
    }

    /// When lines of each of `kept` were last removed; those of whom none were are not named.
    Map<Kept, Instant> removals(Collection<Kept> kept) {
        var asked = List.copyOf(kept);
        var keys = new ArrayList<DocumentKey>();
        for (var one : asked) {
            keys.add(new DocumentKey(index, id(one.index(), null)));
            keys.add(new DocumentKey(index, id(one.index(), one.tenant())));
        }
        var found = new ArrayList<Optional<StoredDocument>>();
        elasticsearch.eachDocument(keys, "value", found::add);
        var removals = new HashMap<Kept, Instant>();
        for (var i = 0; i < found.size(); i++) {
            var one = asked.get(i / 2);
            found.get(i)
                    .map(document ->
                            Instant.parse(document.source().path("value").path("at").asString()))
                    .ifPresent(at -> removals.merge(one, at, RemovedLines::later));
        }
        return removals;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static String id(String removed, @Nullable String tenant) {
        return KIND + ":" + removed + (tenant == null ? "" : ":" + tenant);
    }

    /// Where a tenant's lines are kept.
    record Kept(String index, String tenant) {}
}
