package dev.konbini.logging.index;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Several changes that are sent in one request. Each succeeds or fails by itself.
public final class BulkActions {

    private final List<Action> actions = new ArrayList<>();

    /// Makes the document `id`; answered 409 where it is there, and nothing is changed.
    public void create(String index, String id, JsonNode source) {
        actions.add(new Action("create", target(index, id), source));
    }

    /// Writes the document `id`; answered 409 where it is not as expected.
    ///
    /// @param expected what is to be replaced; null where it must not be there
    public void replace(
            String index, String id, JsonNode source, @Nullable StoredDocument expected) {
        if (expected == null) {
            create(index, id, source);
        } else {
            actions.add(new Action("index", target(index, expected), source));
        }
    }

    /// Sets the members of `changes` in the document that is `expected`; answered 409 where it is
    /// not any more.
    public void change(String index, StoredDocument expected, JsonNode changes) {
        var body = JsonNodeFactory.instance.objectNode();
        body.set("doc", changes);
        actions.add(new Action("update", target(index, expected), body));
    }

    /// Removes the document `id`; answered 404 where there is none.
    public void remove(String index, String id) {
        actions.add(new Action("delete", target(index, id), null));
    }

    /// How many there are.
    public int count() {
        return actions.size();
    }

    byte[] body(JsonMapper json) {
        var body = new ByteArrayOutputStream();
        for (var action : actions) {
            var line = JsonNodeFactory.instance.objectNode();
            line.set(action.name(), action.target());
            body.writeBytes(json.writeValueAsBytes(line));
            body.write('\n');
            if (action.content() != null) {
                body.writeBytes(json.writeValueAsBytes(action.content()));
                body.write('\n');
            }
        }
        return body.toByteArray();
    }

    private static ObjectNode target(String index, String id) {
        return JsonNodeFactory.instance.objectNode().put("_index", index).put("_id", id);
    }

    private static ObjectNode target(String index, StoredDocument expected) {
        return target(index, expected.id())
                .put("if_seq_no", expected.sequenceNumber())
                .put("if_primary_term", expected.primaryTerm());
    }

    private record Action(String name, ObjectNode target, @Nullable JsonNode content) {}
}
