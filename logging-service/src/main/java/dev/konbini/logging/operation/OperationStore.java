package dev.konbini.logging.operation;

import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.ElasticsearchUnavailable;
import dev.konbini.logging.index.HitPage;
import dev.konbini.logging.index.IndexTemplates;
import dev.konbini.logging.index.Indices;
import dev.konbini.logging.index.StoredDocument;
import dev.konbini.web.page.Cursor;
import dev.konbini.web.page.Page;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The operations that are on record.
///
/// Every call throws [ElasticsearchUnavailable] where Elasticsearch is away.
@Component
public final class OperationStore {

    /// How many a page may have.
    public static final int SIZE_MAX = 500;

    private static final int TRIES = 5;

    private final Elasticsearch elasticsearch;
    private final IndexTemplates templates;
    private final Indices indices;
    private final JsonMapper json;

    OperationStore(
            Elasticsearch elasticsearch,
            IndexTemplates templates,
            Indices indices,
            JsonMapper json) {
        this.elasticsearch = elasticsearch;
        this.templates = templates;
        this.indices = indices;
        this.json = json;
    }

    /// Writes `operation`, whatever was known of it.
    public void put(Operation operation) {
        templates.ensure();
        elasticsearch.put(
                index(operation.id()),
                operation.id().text(),
                OperationDocument.from(operation, json));
    }

    /// Writes what is said of `operation`, which may come again, and late: how it ended stays.
    public void hear(Operation operation) {
        templates.ensure();
        for (var i = 0; i < TRIES; i++) {
            var there = document(operation.id());
            if (there.map(this::read).map(Operation::outcome).isPresent()
                    || elasticsearch.replace(
                            index(operation.id()),
                            operation.id().text(),
                            OperationDocument.from(operation, json),
                            there.orElse(null))) {
                return;
            }
        }
        throw changedByOthers(operation.id().text());
    }

    /// The operation as it was last written.
    public Optional<Operation> find(String id) {
        return OperationId.parse(id).flatMap(this::document).map(this::read);
    }

    /// Changes an operation, also when somebody else changes it at the same time.
    ///
    /// @param change may be called several times
    /// @return what it is now; empty where there is none
    public Optional<Operation> change(String id, UnaryOperator<Operation> change) {
        for (var i = 0; i < TRIES; i++) {
            var there = OperationId.parse(id).flatMap(this::document);
            if (there.isEmpty()) {
                return Optional.empty();
            }
            var before = read(there.get());
            var after = change.apply(before);
            if (after.equals(before)
                    || elasticsearch.replace(
                            index(after.id()),
                            id,
                            OperationDocument.from(after, json),
                            there.get())) {
                return Optional.of(after);
            }
        }
        throw changedByOthers(id);
    }

    private static ElasticsearchUnavailable changedByOthers(String id) {
        return new ElasticsearchUnavailable(
                "Operation %s was changed by others each of %d times".formatted(id, TRIES), null);
    }

    /// The operations that match, the one that began last first.
    ///
    /// @throws dev.konbini.web.problem.ProblemException invalid-cursor
    public Page<Operation> list(Filter filter, int size, @Nullable String cursor) {
        var body = new HashMap<String, Object>();
        body.put("track_total_hits", false);
        body.put("query", filter.query());
        body.put("sort", List.of(Map.of("id", "desc")));
        if (cursor != null) {
            body.put("search_after", Cursor.parts(cursor, 1));
        }
        var page =
                HitPage.of(
                        size,
                        body,
                        sized -> elasticsearch.search(indices.ofAllOperations(), sized));
        var shown =
                page.hits().stream()
                        .map(hit -> OperationDocument.read(hit.path("_source"), json))
                        .toList();
        return new Page<>(shown, page.more() ? Cursor.of(shown.getLast().id().text()) : null);
    }

    private Optional<StoredDocument> document(OperationId id) {
        return elasticsearch.document(index(id), id.text());
    }

    private Operation read(StoredDocument document) {
        return OperationDocument.read(document.source(), json);
    }

    private String index(OperationId id) {
        return indices.ofOperations(id.day());
    }

    /// Which operations are asked for: those that match all that is given.
    ///
    /// @param from the earliest beginning
    /// @param to where beginnings end, itself not among them
    /// @param text words that must all be in what it was, who did it, or what it said
    public record Filter(
            @Nullable String kind,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String text) {

        Map<String, ?> query() {
            var filters = new ArrayList<Map<String, ?>>();
            if (kind != null) {
                filters.add(Map.of("term", Map.of("kind", kind)));
            }
            var range = new HashMap<String, Object>();
            if (from != null) {
                range.put("gte", from.toString());
            }
            if (to != null) {
                range.put("lt", to.toString());
            }
            if (!range.isEmpty()) {
                filters.add(Map.of("range", Map.of("startedAt", range)));
            }
            if (text != null && !text.isBlank()) {
                filters.add(
                        Map.of(
                                "simple_query_string",
                                Map.of(
                                        "query",
                                        text,
                                        "default_operator",
                                        "and",
                                        "fields",
                                        List.of("what", "output", "by", "kind", "id"))));
            }
            return Map.of("bool", Map.of("filter", filters));
        }
    }
}
