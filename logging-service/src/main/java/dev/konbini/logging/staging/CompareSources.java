package dev.konbini.logging.staging;

import dev.konbini.logging.index.Indices;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Tells in which fields two documents of the same line differ.
///
/// Fields are compared by their names with dots, however they are nested; numbers by their value.
/// Of what the pipeline itself adds, what says who and where a line is differs by necessity and is
/// left out, and so are the copies by which fields are found that are not mapped. What it did to a
/// line (`konbini.flags`), what it moved aside and which names it does not map are compared.
final class CompareSources {

    private static final String MASK = "[masked:";
    private static final String NAMES = Indices.OWN_FIELD + ".names";
    private static final List<String> COMPARED = List.of("flags", "names", "conflicts");

    private static final Comparator<JsonNode> BY_VALUE =
            (one, other) ->
                    one.isNumber() && other.isNumber()
                            ? one.decimalValue().compareTo(other.decimalValue())
                            : one.equals(other) ? 0 : 1;

    private CompareSources() {}

    /// Compares what production and staging made of a line.
    ///
    /// @param production its source, masked as the line was when it was fed
    /// @param staging its source
    static Result compare(ObjectNode production, JsonNode staging) {
        var before = fields(production, staging);
        var after = fields(staging, staging);
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        var differences = new ArrayList<FieldDifference>();
        var masked = 0;
        for (var name : names) {
            @Nullable JsonNode one = before.get(name);
            @Nullable JsonNode other = after.get(name);
            if (one == null || other == null) {
                differences.add(new FieldDifference(name, one, other));
            } else if (hasMask(one) || hasMask(other)) {
                masked += text(one).equals(text(other)) ? 0 : 1;
            } else if (!one.equals(BY_VALUE, other)) {
                differences.add(new FieldDifference(name, one, other));
            }
        }
        return new Result(differences, masked);
    }

    private static boolean hasMask(JsonNode value) {
        return value.toString().contains(MASK);
    }

    // In texts that staging reads for itself an address stands for those that were masked.
    private static String text(JsonNode value) {
        return value.toString().replace(MaskLine.MASKED_ADDRESS, MaskLine.ADDRESS);
    }

    private static Map<String, JsonNode> fields(JsonNode source, JsonNode staging) {
        var fields = new TreeMap<String, JsonNode>();
        for (var member : source.properties()) {
            if (!member.getKey().equals(Indices.OWN_FIELD)) {
                put(fields, member.getKey(), member.getValue());
            }
        }
        var own = source.path(Indices.OWN_FIELD);
        for (var name : COMPARED) {
            if (own.has(name)) {
                put(fields, Indices.OWN_FIELD + "." + name, own.path(name));
            }
        }
        if (fields.get(NAMES) instanceof ArrayNode names) {
            fields.put(NAMES, unmasked(names, staging.path(Indices.OWN_FIELD).path("fields")));
        }
        return fields;
    }

    // A number that is masked has become a text, which is no difference between versions.
    private static ArrayNode unmasked(ArrayNode names, JsonNode values) {
        var kept = new TreeSet<String>();
        for (var name : names) {
            var text = name.asString("");
            var field = text.substring(0, Math.max(0, text.lastIndexOf(' ')));
            if (!hasMask(values.path(field))) {
                kept.add(text);
            }
        }
        var sorted = JsonNodeFactory.instance.arrayNode();
        kept.forEach(sorted::add);
        return sorted;
    }

    private static void put(Map<String, JsonNode> fields, String name, JsonNode value) {
        if (value instanceof ObjectNode object && !object.isEmpty()) {
            object.properties()
                    .forEach(
                            member -> put(fields, name + "." + member.getKey(), member.getValue()));
        } else {
            fields.put(name, value);
        }
    }

    /// How two documents differ.
    ///
    /// @param masked how many fields differ where a mask stands in one of them, which tells nothing
    record Result(List<FieldDifference> differences, int masked) {}

    /// A field that differs.
    ///
    /// @param production null where production's document does not have it
    /// @param staging null where staging's does not
    record FieldDifference(
            String field, @Nullable JsonNode production, @Nullable JsonNode staging) {}
}
