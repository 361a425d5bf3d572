package dev.konbini.bench.stand;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads and writes JSON.
public final class Json {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private Json() {}

    public static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    /// Writes maps, lists and trees.
    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }
}
