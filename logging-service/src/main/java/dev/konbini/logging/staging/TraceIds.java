package dev.konbini.logging.staging;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;

/// Reads which trace a line belongs to: its `trace.id`, nested or flat, where that is a text.
final class TraceIds {

    private static final int CHARACTERS_MAX = 128;
    private static final String FLAT = "trace.id";
    private static final JsonFactory JSON = new JsonFactory();

    private TraceIds() {}

    /// The trace of the line that `value` is, without building a tree of it; null where it has none
    /// or cannot be read up to there.
    static @Nullable String of(byte @Nullable [] value) {
        if (value == null) {
            return null;
        }
        try (var parser = JSON.createParser(ObjectReadContext.empty(), value)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? find(parser) : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    /// The trace of the line that `source` was made of; null for none.
    static @Nullable String of(JsonNode source) {
        var flat = source.path(FLAT);
        var id = flat.isMissingNode() ? source.path("trace").path("id") : flat;
        return id.isString() ? usable(id.stringValue()) : null;
    }

    private static @Nullable String find(JsonParser parser) {
        @Nullable String nested = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            var token = parser.nextToken();
            if (name.equals(FLAT)) {
                return token == JsonToken.VALUE_STRING ? usable(parser.getString()) : null;
            }
            if (name.equals("trace") && token == JsonToken.START_OBJECT) {
                nested = id(parser);
            } else if (token.isStructStart()) {
                parser.skipChildren();
            }
        }
        return nested;
    }

    private static @Nullable String id(JsonParser parser) {
        @Nullable String id = null;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var isId = parser.currentName().equals("id");
            var token = parser.nextToken();
            if (isId) {
                id = token == JsonToken.VALUE_STRING ? usable(parser.getString()) : null;
            }
            if (token.isStructStart()) {
                parser.skipChildren();
            }
        }
        return id;
    }

    private static @Nullable String usable(String id) {
        return id.isBlank() || id.length() > CHARACTERS_MAX ? null : id;
    }
}
