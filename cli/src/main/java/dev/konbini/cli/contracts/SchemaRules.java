package dev.konbini.cli.contracts;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Compares two versions of a JSON Schema (draft 2020-12, which OpenAPI 3.1 uses too).
///
/// An optional property may be added, and so may a value to an enum that is marked `"x-open":
/// true`, which tells consumers to expect values they do not know. What narrows or widens anything
/// else is a breach where somebody reads it, see [Flow]. A keyword these rules do not know must
/// stay as it is.
final class SchemaRules {

    private static final Set<String> KNOWN =
            Set.of(
                    "$ref",
                    "type",
                    "enum",
                    "const",
                    "required",
                    "properties",
                    "items",
                    "allOf",
                    "anyOf",
                    "oneOf",
                    "if",
                    "then",
                    "else",
                    "additionalProperties");
    private static final Set<String> WORDS =
            Set.of(
                    "$schema",
                    "$id",
                    "$comment",
                    "$defs",
                    "title",
                    "description",
                    "example",
                    "examples",
                    "deprecated",
                    "externalDocs");
    private static final Set<String> LOWER =
            Set.of("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties");
    private static final Set<String> UPPER =
            Set.of("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties");

    private final String file;
    private final Flow flow;
    private final List<Breach> breaches;
    private final Set<String> compared = new HashSet<>();

    /// @param breaches what is found is added to them
    SchemaRules(String file, Flow flow, List<Breach> breaches) {
        this.file = file;
        this.flow = flow;
        this.breaches = breaches;
    }

    /// Compares the schemas at two places, and all that they refer to.
    void compare(Node releasedPlace, Node currentPlace) {
        var released = releasedPlace.resolved();
        var current = currentPlace.resolved();
        if (!compared.add(released.pointer() + " " + current.pointer())) {
            return;
        }
        if (!types(released, current)) {
            return;
        }
        values(released, current);
        properties(released, current);
        required(released, current);
        others(released, current);
        additionalProperties(released, current);
        part(released, current, "items");
        branches(released, current, "anyOf");
        branches(released, current, "oneOf");
        branches(released, current, "allOf");
        cases(released, current);
    }

    /// Whether there is anything left to compare.
    private boolean types(Node released, Node current) {
        var before = types(released.json());
        var now = types(current.json());
        var lost = minus(before, now);
        var gained = minus(now, before);
        var change = "the type was changed from %s to %s".formatted(before, now);
        if (!lost.isEmpty() && !gained.isEmpty()) {
            changed(current, change);
            return false;
        }
        if (!lost.isEmpty()) {
            narrowed(current, change);
        }
        if (!gained.isEmpty()) {
            widened(current, change);
        }
        return true;
    }

    private static Set<String> types(JsonNode schema) {
        var types = new TreeSet<String>();
        var type = schema.path("type");
        var values = values(schema);
        if (type.isString()) {
            types.add(type.asString());
        } else if (type.isArray()) {
            type.forEach(each -> types.add(each.asString()));
        } else if (values != null) {
            values.forEach(value -> types.add(typeOf(value)));
        } else {
            types.addAll(Set.of("array", "boolean", "null", "number", "object", "string"));
        }
        if (types.contains("number")) {
            types.add("integer");
        }
        return types;
    }

    private static String typeOf(JsonNode value) {
        return value.isIntegralNumber()
                ? "integer"
                : switch (value.getNodeType()) {
                    case ARRAY -> "array";
                    case BOOLEAN -> "boolean";
                    case NUMBER -> "number";
                    case STRING -> "string";
                    case NULL -> "null";
                    case OBJECT, POJO, BINARY, MISSING -> "object";
                };
    }

    private void values(Node released, Node current) {
        var before = values(released.json());
        var now = values(current.json());
        if (before == null && now == null) {
            return;
        }
        if (before == null) {
            narrowed(current, "only %s is allowed now".formatted(now));
            return;
        }
        boolean open = released.json().path("x-open").asBoolean(false);
        if (now == null) {
            if (!open) {
                widened(current, "values other than %s are allowed now".formatted(before));
            }
            return;
        }
        for (var value : minus(before, now)) {
            narrowed(current, "the value %s was removed".formatted(value));
        }
        if (!open) {
            for (var value : minus(now, before)) {
                widened(
                        current,
                        "the value %s was added to what the release does not mark as open"
                                .formatted(value));
            }
        }
    }

    private static @Nullable List<JsonNode> values(JsonNode schema) {
        if (schema.has("const")) {
            return List.of(schema.path("const"));
        }
        return schema.has("enum") ? List.copyOf(schema.path("enum").values()) : null;
    }

    private void properties(Node released, Node current) {
        var before = released.in("properties");
        var now = current.in("properties");
        for (var name : before.names()) {
            if (now.in(name).exists()) {
                compare(before.in(name), now.in(name));
            } else {
                breach(
                        before.in(name),
                        "the property '%s' was removed".formatted(name),
                        flow.removed());
            }
        }
        if (released.json().path("additionalProperties").isBoolean()
                && !released.json().path("additionalProperties").asBoolean()) {
            for (var name : minus(now.names(), before.names())) {
                widened(
                        now.in(name),
                        "the property '%s' was added where the release allows no others"
                                .formatted(name));
            }
        }
    }

    private void required(Node released, Node current) {
        var before = required(released);
        var now = required(current);
        for (var name : minus(now, before)) {
            narrowed(
                    current.in("required"),
                    released.in("properties", name).exists()
                            ? "the property '%s' has become required".formatted(name)
                            : "the new property '%s' is required".formatted(name));
        }
        for (var name : minus(before, now)) {
            // One that is gone altogether has been reported as such.
            if (current.in("properties", name).exists()) {
                widened(
                        current.in("required"),
                        "the property '%s' is no longer required".formatted(name));
            }
        }
    }

    private static Set<String> required(Node schema) {
        var names = new TreeSet<String>();
        schema.json().path("required").forEach(name -> names.add(name.asString()));
        return names;
    }

    private void others(Node released, Node current) {
        var keywords = new TreeSet<>(released.names());
        keywords.addAll(current.names());
        keywords.removeAll(KNOWN);
        keywords.removeAll(WORDS);
        for (var keyword : keywords) {
            var before = released.json().path(keyword);
            var now = current.json().path(keyword);
            if (before.equals(now) || keyword.startsWith("x-")) {
                continue;
            }
            if (LOWER.contains(keyword) || UPPER.contains(keyword)) {
                bound(current, keyword, before, now);
            } else if (before.isMissingNode()) {
                narrowed(current.in(keyword), "'%s' was added: %s".formatted(keyword, now));
            } else if (now.isMissingNode()) {
                widened(current, "'%s' was removed: %s".formatted(keyword, before));
            } else {
                changed(
                        current.in(keyword),
                        "'%s' was changed from %s to %s".formatted(keyword, before, now));
            }
        }
    }

    private void bound(Node current, String keyword, JsonNode before, JsonNode now) {
        var change = "'%s' was changed from %s to %s".formatted(keyword, word(before), word(now));
        boolean raised =
                before.isMissingNode()
                        ? LOWER.contains(keyword)
                        : now.isMissingNode()
                                ? UPPER.contains(keyword)
                                : number(now).compareTo(number(before)) > 0;
        if (raised == LOWER.contains(keyword)) {
            narrowed(current, change);
        } else {
            widened(current, change);
        }
    }

    private static BigDecimal number(JsonNode bound) {
        return bound.asDecimal();
    }

    private static String word(JsonNode bound) {
        return bound.isMissingNode() ? "none" : bound.toString();
    }

    private void additionalProperties(Node released, Node current) {
        var before = released.json().path("additionalProperties");
        var now = current.json().path("additionalProperties");
        if (before.isObject() && now.isObject()) {
            part(released, current, "additionalProperties");
        } else if (!before.equals(now)) {
            boolean closes = now.isObject() || !now.asBoolean(true);
            boolean closed = before.isObject() || !before.asBoolean(true);
            if (closes) {
                narrowed(current, "other properties than those named are now bound or refused");
            } else if (closed) {
                widened(current, "other properties than those named are now allowed");
            }
        }
    }

    /// Compares what is below the keyword `name` in both.
    private void part(Node released, Node current, String name) {
        var before = released.in(name);
        var now = current.in(name);
        if (before.exists() && now.exists()) {
            compare(before, now);
        } else if (now.exists()) {
            narrowed(now, "'%s' was added".formatted(name));
        } else if (before.exists()) {
            widened(current, "'%s' was removed".formatted(name));
        }
    }

    private void branches(Node released, Node current, String keyword) {
        var before = branches(released.in(keyword));
        var now = branches(current.in(keyword));
        if (before.size() != now.size()) {
            changed(
                    current.in(keyword),
                    "'%s' has %d branches instead of %d"
                            .formatted(keyword, now.size(), before.size()));
            return;
        }
        for (int i = 0; i < before.size(); i++) {
            compare(before.get(i), now.get(i));
        }
    }

    private static List<Node> branches(Node list) {
        return elements(list).stream().filter(each -> !each.json().has("if")).toList();
    }

    /// Compares the elements of `allOf` that say what holds in a case, such as for one type of
    /// event.
    private void cases(Node released, Node current) {
        var before = elements(released.in("allOf")).stream().filter(each -> each.json().has("if"));
        var now = elements(current.in("allOf")).stream().filter(each -> each.json().has("if"));
        var left = new ArrayList<>(now.toList());
        before.forEach(old -> {
            var match = left.stream().filter(each -> sameCase(old, each)).findFirst().orElse(null);
            if (match == null) {
                widened(
                        current.in("allOf"),
                        "what holds if %s was removed".formatted(old.json().path("if")));
            } else {
                left.remove(match);
                part(old, match, "then");
                part(old, match, "else");
            }
        });
        for (var added : left) {
            if (!isOfNewValue(added, released)) {
                narrowed(
                        added,
                        "a rule was added for what the release knows, if %s"
                                .formatted(added.json().path("if")));
            }
        }
    }

    private static boolean sameCase(Node released, Node current) {
        return released.json().path("if").equals(current.json().path("if"));
    }

    /// Whether `added` is about a value, such as a type of event, that the release did not have.
    private static boolean isOfNewValue(Node added, Node released) {
        var properties = added.in("if", "properties");
        return properties.names().stream()
                .anyMatch(name -> {
                    var values = values(released.in("properties", name).resolved().json());
                    var value = properties.in(name).json().path("const");
                    return values != null && !value.isMissingNode() && !values.contains(value);
                });
    }

    private static List<Node> elements(Node list) {
        var elements = new ArrayList<Node>();
        for (int i = 0; i < list.json().size(); i++) {
            elements.add(list.in(i));
        }
        return elements;
    }

    private static <T> Set<T> minus(Iterable<T> these, java.util.Collection<T> those) {
        var rest = new java.util.LinkedHashSet<T>();
        these.forEach(rest::add);
        rest.removeAll(those);
        return rest;
    }

    private void narrowed(Node place, String what) {
        breach(place, what, flow.narrowed());
    }

    private void widened(Node place, String what) {
        breach(place, what, flow.widened());
    }

    private void changed(Node place, String what) {
        breach(
                place,
                what,
                Objects.requireNonNullElseGet(
                        flow.narrowed(), () -> String.valueOf(flow.widened())));
    }

    private void breach(Node place, String what, @Nullable String why) {
        if (why != null) {
            breaches.add(new Breach(file, place.pointer(), what, why));
        }
    }
}
