package dev.konbini.logging.query;

import dev.konbini.logging.index.Indices;
import dev.konbini.logging.index.LineField;
import dev.konbini.logging.index.LineField.Kind;
import dev.konbini.logging.index.LineFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/// Lists the fields that lines have, with their values.
///
/// The first search tells which fields there are and how many lines have each, further ones the
/// values of those that are shown, some fields at a time.
@Service
public final class ListFields {

    /// How many fields are shown at most.
    public static final int FIELDS_MAX = 100;

    /// How many values of one field are shown at most.
    public static final int VALUES_MAX = 1000;

    /// How long the beginning of a name or value may be that is asked for. Escaped it is twice as
    /// long, and an index of ours takes patterns of 200 characters.
    public static final int PREFIX_CHARS_MAX = 80;

    private static final int NAMES_MAX = 1000;
    private static final int VALUES_OF_EACH = 5;

    /// Elasticsearch needs memory for each field whose values it counts: it need not have it for
    /// all of them at the same time.
    private static final int FIELDS_AT_ONCE = 20;

    private final LineSearch search;

    ListFields(LineSearch search) {
        this.search = search;
    }

    /// The fields of the lines that match `filter`, which must be bounded on both sides, whose
    /// names begin with `prefix`, each with its five most frequent values.
    ///
    /// @throws dev.konbini.web.problem.ProblemException invalid-query, query-too-slow
    public FieldList list(LineFilter filter, String prefix, int size) {
        var found =
                new Found(search, filter, Terms.beginning(prefix), name -> name.startsWith(prefix));
        var shown = found.items.stream().limit(size).toList();
        var values = values(filter, shown, Terms.all(), VALUES_OF_EACH);
        return list(filter, found, found.items.size() > size, shown, values);
    }

    /// The one field `name` with its values that begin with `prefix`; no item where no line has it.
    ///
    /// @throws dev.konbini.web.problem.ProblemException invalid-query, query-too-slow
    public FieldList values(LineFilter filter, String name, String prefix, int size) {
        var found = new Found(search, filter, Terms.named(name), name::equals);
        var values = values(filter, found.items, Terms.beginning(prefix), size);
        return list(filter, found, false, found.items, values);
    }

    private static FieldList list(
            LineFilter filter,
            Found found,
            boolean more,
            List<FieldList.Item> shown,
            Map<String, List<FieldList.Value>> values) {
        return new FieldList(
                Objects.requireNonNull(filter.from()),
                Objects.requireNonNull(filter.to()),
                found.lines,
                more,
                shown.stream()
                        .map(item ->
                                new FieldList.Item(
                                        item.name(),
                                        item.type(),
                                        item.mapped(),
                                        item.lines(),
                                        values.getOrDefault(item.name(), List.of())))
                        .toList());
    }

    private Map<String, List<FieldList.Value>> values(
            LineFilter filter, List<FieldList.Item> items, Terms wanted, int size) {
        var values = new HashMap<String, List<FieldList.Value>>();
        for (var start = 0; start < items.size(); start += FIELDS_AT_ONCE) {
            var some = items.subList(start, Math.min(start + FIELDS_AT_ONCE, items.size()));
            values.putAll(valuesAtOnce(filter, some, wanted, size));
        }
        return values;
    }

    private Map<String, List<FieldList.Value>> valuesAtOnce(
            LineFilter filter, List<FieldList.Item> items, Terms wanted, int size) {
        var aggregations = new LinkedHashMap<String, Object>();
        for (var i = 0; i < items.size(); i++) {
            var item = items.get(i);
            if (!item.type().equals("text") && !item.type().equals("time")) {
                aggregations.put(
                        "v" + i,
                        wanted.aggregation(
                                LineFields.ofTemplate().indexed(item.name()),
                                item.mapped() && item.type().equals("number"),
                                size));
            }
        }
        if (aggregations.isEmpty()) {
            return Map.of();
        }
        var answer = search.run(filter, counting(aggregations)).path("aggregations");
        var values = new HashMap<String, List<FieldList.Value>>();
        for (var i = 0; i < items.size(); i++) {
            values.put(items.get(i).name(), wanted.values(answer.path("v" + i), size));
        }
        return values;
    }

    private static Map<String, ?> counting(Map<String, Object> aggregations) {
        return Map.of("size", 0, "track_total_hits", true, "aggs", aggregations);
    }

    /// What the first search found.
    private static final class Found {

        private final long lines;
        private final List<FieldList.Item> items;

        Found(LineSearch search, LineFilter filter, Terms names, Predicate<String> wanted) {
            var mapped =
                    LineFields.ofTemplate().leaves().values().stream()
                            .filter(field ->
                                    wanted.test(field.name())
                                            && !field.name().equals(Indices.ID)
                                            && !field.name().equals(LineFields.NAMES))
                            .toList();
            var aggregations = new LinkedHashMap<String, Object>();
            aggregations.put("names", names.aggregation(LineFields.NAMES, false, NAMES_MAX));
            for (var i = 0; i < mapped.size(); i++) {
                aggregations.put(
                        "m" + i,
                        Map.of("filter", Map.of("exists", Map.of("field", mapped.get(i).name()))));
            }
            var answer = search.run(filter, counting(aggregations));
            lines = answer.path("hits").path("total").path("value").asLong(0);
            items = items(mapped, answer.path("aggregations"));
        }

        private static List<FieldList.Item> items(List<LineField> mapped, JsonNode answer) {
            var items = new ArrayList<FieldList.Item>();
            for (var i = 0; i < mapped.size(); i++) {
                var count = answer.path("m" + i).path("doc_count").asLong(0);
                if (count > 0) {
                    items.add(item(mapped.get(i), count));
                }
            }
            items.addAll(others(answer.path("names").path("buckets")));
            items.sort(
                    Comparator.comparingLong(FieldList.Item::lines)
                            .reversed()
                            .thenComparing(FieldList.Item::name));
            return items;
        }

        private static FieldList.Item item(LineField field, long count) {
            return new FieldList.Item(field.name(), type(field.kind()), true, count, List.of());
        }

        private static String type(Kind kind) {
            return switch (kind) {
                case TEXT -> "text";
                case LONG -> "number";
                case TIME -> "time";
                case KEYWORD, OBJECT, OPAQUE, UNMAPPED, OCCUPIED, UNNAMABLE, RESERVED -> "keyword";
            };
        }

        // Each is a name, a blank and a type, and no line has two of the same name.
        private static List<FieldList.Item> others(JsonNode buckets) {
            var byName = new LinkedHashMap<String, FieldList.Item>();
            for (var bucket : buckets) {
                var key = bucket.path("key").asString();
                var blank = key.lastIndexOf(' ');
                var sent = key.substring(0, blank);
                var name = sent.equals("id") ? LineFields.SENT_ID : sent;
                // One that was in the way of a mapped field is listed by that.
                if (!LineFields.ofTemplate().leaves().containsKey(name)) {
                    byName.merge(
                            name,
                            new FieldList.Item(
                                    name,
                                    key.substring(blank + 1),
                                    false,
                                    bucket.path("doc_count").asLong(),
                                    List.of()),
                            (one, other) ->
                                    new FieldList.Item(
                                            name,
                                            "mixed",
                                            false,
                                            one.lines() + other.lines(),
                                            List.of()));
                }
            }
            return List.copyOf(byName.values());
        }
    }
}
