package dev.konbini.logging.alert;

import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.HitPage;
import dev.konbini.logging.index.IndexTemplates;
import dev.konbini.logging.index.Indices;
import dev.konbini.logging.index.StoredDocument;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Keeps the alerts' states, each one document that is replaced only as it was read.
///
/// Every call throws [dev.konbini.logging.index.ElasticsearchUnavailable] where Elasticsearch is
/// away; whether a change was made is then not known, and reading again tells.
@Component
final class AlertStates {

    private static final int TRIES = 20;
    private static final int PAGE = 500;
    private static final List<String> OUTLINE =
            List.of(
                    "value.alert",
                    "value.createdAt",
                    "value.until",
                    "value.silent",
                    "value.leftOut",
                    "value.pending.dueAt",
                    "value.pending.lastError");

    private final Elasticsearch elasticsearch;
    private final IndexTemplates templates;
    private final String index;
    private final JsonMapper json;

    AlertStates(
            Elasticsearch elasticsearch,
            IndexTemplates templates,
            Indices indices,
            JsonMapper json) {
        this.elasticsearch = elasticsearch;
        this.templates = templates;
        this.index = indices.ofAlerts();
        this.json = json;
    }

    /// The state of `alert` as it is now; none of an earlier alert of that name.
    Found find(Alert alert) {
        var document = elasticsearch.document(index, id(alert.name())).orElse(null);
        var state =
                Optional.ofNullable(document)
                        .map(kept -> state(kept.source()))
                        .filter(kept -> kept.isOf(alert))
                        .orElseGet(() -> AlertState.begin(alert));
        return new Found(state, document);
    }

    /// Outlines of all states, without their groups, by the alert's name, as they were a moment
    /// ago.
    Map<String, StateOutline> outlines() {
        var outlines = new HashMap<String, StateOutline>();
        each(OUTLINE, outline -> outlines.put(outline.alert(), outline));
        return outlines;
    }

    /// Gives `each` the outlines of all states, with their groups.
    void each(Consumer<StateOutline> each) {
        var members = new ArrayList<>(OUTLINE);
        members.add("value.groups");
        each(members, each);
    }

    private void each(List<String> members, Consumer<StateOutline> each) {
        HitPage.each(
                elasticsearch,
                index,
                Map.of(
                        "_source",
                        members,
                        "query",
                        Map.of("term", Map.of("kind", "state")),
                        "sort",
                        List.of(Map.of("alert", "asc"))),
                PAGE,
                hit ->
                        each.accept(
                                json.treeToValue(
                                        hit.path("_source").path("value"), StateOutline.class)));
    }

    /// Keeps `next` in place of what was found.
    ///
    /// @return false where that was replaced by somebody else, and nothing was changed
    boolean replace(Found found, AlertState next) {
        templates.ensure();
        var source =
                json.createObjectNode()
                        .put("kind", "state")
                        .put("alert", next.alert())
                        .set("value", json.valueToTree(next));
        return elasticsearch.replace(index, id(next.alert()), source, found.document());
    }

    /// Changes the state whoever else does so at the same time.
    ///
    /// @return false where others were faster each time
    boolean change(Alert alert, UnaryOperator<AlertState> change) {
        for (var attempt = 0; attempt < TRIES; attempt++) {
            var found = find(alert);
            var next = change.apply(found.state());
            if (next.equals(found.state()) || replace(found, next)) {
                return true;
            }
        }
        return false;
    }

    /// Removes the state of the alert called `name`.
    void forget(String name) {
        elasticsearch
                .document(index, id(name))
                .ifPresent(document -> elasticsearch.remove(index, document));
    }

    private AlertState state(JsonNode source) {
        return json.treeToValue(source.path("value"), AlertState.class);
    }

    private static String id(String alert) {
        return "state:" + alert;
    }

    /// A state and what it was read from.
    ///
    /// @param document null where there is none yet
    record Found(AlertState state, @Nullable StoredDocument document) {

        List<Pending> pending() {
            return state.pending();
        }
    }
}
