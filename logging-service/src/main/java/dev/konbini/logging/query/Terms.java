package dev.konbini.logging.query;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Which values of a field are counted.
///
/// @param include a pattern in Lucene's regular expressions, or a list of values; null for all
/// @param prefix what all of them begin with
record Terms(@Nullable Object include, String prefix) {

    private static final List<String> TYPES = List.of("keyword", "number", "boolean", "mixed");

    private static final String SPECIAL = ".?+*|{}[]()\"\\#@&<>~^-/";

    static Terms all() {
        return new Terms(null, "");
    }

    static Terms beginning(String prefix) {
        return prefix.isEmpty() ? all() : new Terms(escaped(prefix) + ".*", prefix);
    }

    /// The entries of the field called `name` in the list of names.
    static Terms named(String name) {
        return new Terms(TYPES.stream().map(type -> name + " " + type).toList(), name);
    }

    /// Asks for the `size` most frequent ones.
    ///
    /// @param number whether the field is one of numbers, which take no pattern: all are asked for,
    ///   and [#values] chooses
    Map<String, ?> aggregation(String field, boolean number, int size) {
        var terms = new HashMap<String, Object>();
        terms.put("field", field);
        terms.put("size", number && !prefix.isEmpty() ? ListFields.VALUES_MAX : size);
        if (include != null && !number) {
            terms.put("include", include);
        }
        return Map.of("terms", terms);
    }

    /// Reads the answer to [#aggregation].
    List<FieldList.Value> values(JsonNode answer, int size) {
        var values = new ArrayList<FieldList.Value>();
        for (var bucket : answer.path("buckets")) {
            var value = bucket.path("key").asString();
            if (value.startsWith(prefix) && values.size() < size) {
                values.add(new FieldList.Value(value, bucket.path("doc_count").asLong()));
            }
        }
        return List.copyOf(values);
    }

    private static String escaped(String text) {
        var escaped = new StringBuilder(text.length() + 8);
        text.chars()
                .forEach(c -> {
                    if (SPECIAL.indexOf(c) >= 0) {
                        escaped.append('\\');
                    }
                    escaped.append((char) c);
                });
        return escaped.toString();
    }
}
