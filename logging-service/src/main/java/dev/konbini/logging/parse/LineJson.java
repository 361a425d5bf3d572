package dev.konbini.logging.parse;

import dev.konbini.logging.index.LoneSurrogates;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A line's JSON as a tree and back, with numbers as exact as they were written.
///
/// Of a name that stands twice in an object the last value is read.
public final class LineJson {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private LineJson() {}

    /// The line that `value` is; empty where it is not one JSON object in UTF-8, or is nested
    /// deeper than a line may be.
    public static Optional<ObjectNode> read(byte[] value) {
        // JSON in UTF-8 never has one; in UTF-16 and UTF-32, which lines may not be in, it has.
        if (Octets.indexOf((byte) 0, value, 0, value.length) >= 0) {
            return Optional.empty();
        }
        var json = value.clone();
        LoneSurrogates.replace(json);
        try {
            return MAPPER.readTree(json) instanceof ObjectNode line
                    ? Optional.of(line)
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /// The line in UTF-8.
    public static byte[] write(ObjectNode line) {
        return MAPPER.writeValueAsBytes(line);
    }
}
