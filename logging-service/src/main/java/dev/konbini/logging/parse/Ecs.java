package dev.konbini.logging.parse;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// A line's fields by their ECS names, such as `log.level`, whether written nested or flat.
final class Ecs {

    /// Holds what a sender wrote where something else is now, by the name it had.
    static final String GIVEN = "given";

    /// More than this deep a value is kept as the text of its JSON.
    private static final int DEPTH_MAX = 50;

    private Ecs() {}

    /// The field; null if it is absent or null.
    static @Nullable JsonNode get(ObjectNode line, String name) {
        @Nullable JsonNode flat = line.get(name);
        if (flat != null && !flat.isNull()) {
            return flat;
        }
        JsonNode node = line;
        for (var part : name.split("\\.", -1)) {
            node = node.path(part);
        }
        return node.isMissingNode() || node.isNull() ? null : node;
    }

    /// Sets the field where nothing is, and where no other value is in the way of it.
    ///
    /// @return whether it is set
    static boolean putIfFree(ObjectNode line, String name, JsonNode value) {
        if (get(line, name) != null) {
            return false;
        }
        var parts = List.of(name.split("\\.", -1));
        var object = line;
        for (var part : parts.subList(0, parts.size() - 1)) {
            @Nullable JsonNode child = object.get(part);
            if (child == null || child.isNull()) {
                object = object.putObject(part);
            } else if (child instanceof ObjectNode next) {
                object = next;
            } else {
                return false;
            }
        }
        object.set(parts.getLast(), value);
        return true;
    }

    /// Puts every field of `other` where `line` has none; where both have one that differs, the
    /// line's stays and the other is kept as given.
    static void merge(ObjectNode line, ObjectNode other) {
        merge(line, line, other, "");
    }

    private static void merge(ObjectNode line, ObjectNode target, ObjectNode other, String path) {
        for (var member : List.copyOf(other.properties())) {
            @Nullable JsonNode own = target.get(member.getKey());
            if (own == null || own.isNull()) {
                target.set(member.getKey(), member.getValue());
            } else if (own instanceof ObjectNode object
                    && member.getValue() instanceof ObjectNode otherObject) {
                merge(line, object, otherObject, path + member.getKey() + ".");
            } else if (!own.equals(member.getValue())) {
                give(line, path + member.getKey(), member.getValue());
            }
        }
    }

    /// Moves a field at the top to what is given.
    static void giveAway(ObjectNode line, String name) {
        give(line, name, line.remove(name));
    }

    /// Keeps `value`, which stood in the field `name`, so that it is not lost. A second value of
    /// the same name has a number behind it.
    static void give(ObjectNode line, String name, JsonNode value) {
        @Nullable JsonNode kept = line.get(GIVEN);
        ObjectNode given;
        if (kept instanceof ObjectNode object) {
            given = object;
        } else {
            given = line.putObject(GIVEN);
            if (kept != null && !kept.isNull()) {
                given.set(GIVEN, kept);
            }
        }
        var free = name;
        for (var i = 2; given.has(free); i++) {
            if (value.equals(given.get(free))) {
                return;
            }
            free = name + "#" + i;
        }
        given.set(free, isDeep(value, 0) ? StringNode.valueOf(value.toString()) : value);
    }

    // One level more must not be the one that a writer of JSON refuses.
    static boolean isDeep(JsonNode value, int depth) {
        if (depth > DEPTH_MAX) {
            return true;
        }
        for (var child : value.values()) {
            if (child.isContainer() && isDeep(child, depth + 1)) {
                return true;
            }
        }
        return false;
    }
}
