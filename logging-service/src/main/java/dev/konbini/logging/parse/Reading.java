package dev.konbini.logging.parse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// What was read out of a text: fields by their ECS names, times, and what is left to be read by
/// people.
final class Reading {

    private final Map<String, JsonNode> fields = new LinkedHashMap<>();
    private final List<Instant> times = new ArrayList<>();
    private @Nullable ObjectNode object;
    private String message;

    /// @param message what is left of the text
    Reading(String message) {
        this.message = message;
    }

    Reading time(@Nullable Instant time) {
        if (time != null) {
            times.add(time);
        }
        return this;
    }

    Reading put(String name, @Nullable String value) {
        if (value != null && !value.isEmpty() && !value.equals("-")) {
            fields.put(name, StringNode.valueOf(value));
        }
        return this;
    }

    /// Puts digits as a number; what is none is left out.
    Reading putNumber(String name, @Nullable String digits) {
        if (digits != null
                && !digits.isEmpty()
                && digits.length() < 18
                && digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            fields.put(name, LongNode.valueOf(Long.parseLong(digits)));
        }
        return this;
    }

    Reading put(String name, JsonNode value) {
        fields.put(name, value);
        return this;
    }

    Reading object(ObjectNode found) {
        object = found;
        return this;
    }

    /// Takes in what was read out of this one's message, which knows better.
    void deepen(Reading inner) {
        fields.putAll(inner.fields);
        times.addAll(0, inner.times);
        object = inner.object;
        message = inner.message;
    }

    void message(String text) {
        message = text;
    }

    Map<String, JsonNode> fields() {
        return fields;
    }

    /// The innermost first.
    List<Instant> times() {
        return times;
    }

    /// The JSON object that the text holds; null if it holds none.
    @Nullable ObjectNode object() {
        return object;
    }

    String message() {
        return message;
    }
}
