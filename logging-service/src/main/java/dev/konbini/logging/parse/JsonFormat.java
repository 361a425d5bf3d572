package dev.konbini.logging.parse;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A JSON object, with or without the cookie of Common Event Expression before it.
final class JsonFormat implements LineFormat {

    private static final String COOKIE = "@cee:";

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    @Override
    public @Nullable Reading read(String text, Instant near) {
        var json = (text.startsWith(COOKIE) ? text.substring(COOKIE.length()) : text).strip();
        if (!json.startsWith("{") || !json.endsWith("}")) {
            return null;
        }
        try {
            return JSON.readTree(json) instanceof ObjectNode object && !object.isEmpty()
                    ? new Reading(text).object(object)
                    : null;
        } catch (JacksonException e) {
            return null;
        }
    }
}
