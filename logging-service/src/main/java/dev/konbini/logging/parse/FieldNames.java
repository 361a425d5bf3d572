package dev.konbini.logging.parse;

import dev.konbini.logging.index.Indices;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Brings a line's names into the one form of ECS that is kept: nested, without names that
/// Elasticsearch refuses.
final class FieldNames {

    /// Names at the top that Elasticsearch has for itself.
    private static final Set<String> ELASTICSEARCHS =
            Set.of(
                    "_id",
                    "_index",
                    "_type",
                    "_source",
                    "_routing",
                    "_ignored",
                    "_ignored_source",
                    "_field_names",
                    "_nested_path",
                    "_doc_count",
                    "_data_stream_timestamp",
                    "_seq_no",
                    "_primary_term",
                    "_version",
                    "_tier",
                    "_size",
                    "_feature",
                    "_inference_fields",
                    "_tsid",
                    "_ts_routing_hash");

    private static final int PARTS_MAX = 20;

    private FieldNames() {}

    /// Nests what is written with dots and mapped, and moves away what cannot be kept under its
    /// name.
    static void settle(ObjectNode line, FieldTypes types) {
        for (var name : List.copyOf(line.propertyNames())) {
            if (ELASTICSEARCHS.contains(name) || isUnnameable(name)) {
                Ecs.giveAway(line, name);
            }
        }
        settle(line, line, "", types);
    }

    /// Moves away names that a sender must not set, from an object that is no more than a text in
    /// its message.
    static void disown(ObjectNode object) {
        for (var name : List.copyOf(object.propertyNames())) {
            if (name.equals(Indices.OWN_FIELD) || name.startsWith(Indices.OWN_FIELD + ".")) {
                Ecs.giveAway(object, name);
            }
        }
    }

    private static void settle(ObjectNode line, ObjectNode object, String path, FieldTypes types) {
        for (var name : List.copyOf(object.propertyNames())) {
            if (!path.isEmpty() && isUnnameable(name)) {
                Ecs.give(line, path + name, object.remove(name));
            } else if (name.indexOf('.') > 0 && types.knows(name.substring(0, name.indexOf('.')))) {
                nest(line, object, path, name, types);
            }
        }
        for (var name : List.copyOf(object.propertyNames())) {
            if (object.get(name) instanceof ObjectNode child && types.of(name).isObject()) {
                settle(line, child, path + name + ".", types.of(name));
            }
        }
    }

    private static void nest(
            ObjectNode line, ObjectNode object, String path, String name, FieldTypes types) {
        JsonNode value = object.remove(name);
        var root = name.substring(0, name.indexOf('.'));
        @Nullable JsonNode inTheWay = object.get(root);
        if (types.of(root).isObject() && inTheWay != null && !inTheWay.isObject()) {
            Ecs.give(line, path + root, object.remove(root));
        }
        @Nullable JsonNode own = Ecs.get(object, name);
        if (own == null && !Ecs.isDeep(value, 0) && Ecs.putIfFree(object, name, value)) {
            return;
        }
        if (!value.isNull() && !value.equals(own)) {
            Ecs.give(line, path + name, value);
        }
    }

    private static boolean isUnnameable(String name) {
        var parts = name.split("\\.", -1);
        return parts.length > PARTS_MAX || Arrays.stream(parts).anyMatch(String::isBlank);
    }
}
