package dev.konbini.cli.contracts;

import java.math.BigDecimal;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Compares the keywords of a JSON Schema that [SchemaRules] has no rule of its own for: bounds may
/// move to where they break nobody, words may change, and what is not known must stay as it is.
///
/// `x-key` says of a topic by what its records are keyed, and so which of them stay in order.
record KeywordRules(Findings findings) {

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
                    "additionalProperties",
                    "patternProperties");
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

    /// Compares all other keywords of two schemas.
    void compare(Node released, Node current) {
        var keywords = new TreeSet<>(released.names());
        keywords.addAll(current.names());
        keywords.removeAll(KNOWN);
        keywords.removeAll(WORDS);
        for (var keyword : keywords) {
            var before = released.json().path(keyword);
            var now = current.json().path(keyword);
            if (before.equals(now)) {
                continue;
            }
            if (keyword.startsWith("x-")) {
                ownWord(current, keyword, before, now);
            } else if (LOWER.contains(keyword) || UPPER.contains(keyword)) {
                bound(current, keyword, before, now);
            } else if (before.isMissingNode()) {
                findings.narrowed(
                        current.in(keyword), "'%s' was added: %s".formatted(keyword, now));
            } else if (now.isMissingNode()) {
                findings.widened(current, "'%s' was removed: %s".formatted(keyword, before));
            } else {
                findings.changed(
                        current.in(keyword),
                        "'%s' was changed from %s to %s".formatted(keyword, before, now));
            }
        }
    }

    private void ownWord(Node current, String keyword, JsonNode before, JsonNode now) {
        if (keyword.equals("x-key") && !before.isMissingNode()) {
            findings.changed(
                    current,
                    "the records' key was changed from %s to %s"
                            .formatted(word(before), word(now)));
        }
    }

    /// Whether a schema has keywords besides references and words.
    static boolean binds(Node schema) {
        return schema.names().stream()
                .anyMatch(each ->
                        !each.equals("$ref") && !WORDS.contains(each) && !each.startsWith("x-"));
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
            findings.narrowed(current, change);
        } else {
            findings.widened(current, change);
        }
    }

    private static BigDecimal number(JsonNode bound) {
        return bound.asDecimal();
    }

    private static String word(JsonNode bound) {
        return bound.isMissingNode() ? "none" : bound.toString();
    }
}
