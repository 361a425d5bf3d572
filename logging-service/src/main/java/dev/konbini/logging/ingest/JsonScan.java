package dev.konbini.logging.ingest;

import dev.konbini.logging.index.Indices;
import dev.konbini.logging.parse.Octets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads through a record's JSON object once, to see that it is one and to pick a few of its
/// members.
final class JsonScan {

    private static final JsonFactory JSON = new JsonFactory();

    private final Set<String> wanted;

    /// @param wanted names of members at the top
    JsonScan(Set<String> wanted) {
        this.wanted = wanted;
    }

    /// The wanted members, by name.
    ///
    /// @throws Unfit if the record is not one JSON object in UTF-8 of at most `max`, if a wanted
    ///   member is not a text or a number, or if it has one that is ours to set
    Map<String, String> members(ConsumerRecord<byte[], byte[]> record, DataSize max) throws Unfit {
        var value = sized(record.value(), max);
        try (var parser = JSON.createParser(ObjectReadContext.empty(), value)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Unfit("malformed-json", "It is not a JSON object");
            }
            var members = members(parser);
            if (parser.nextToken() != null) {
                throw new Unfit("malformed-json", "Something stands behind the JSON object");
            }
            return members;
        } catch (JacksonException e) {
            throw malformed(e);
        }
    }

    /// `value`, where it can be one JSON text in UTF-8 of at most `max`.
    static byte[] sized(byte @Nullable [] value, DataSize max) throws Unfit {
        if (value == null || value.length == 0) {
            throw new Unfit("empty", "The record has no value");
        }
        if (value.length > max.toBytes()) {
            throw new Unfit(
                    "too-large",
                    "%d bytes, more than the %d it may have"
                            .formatted(value.length, max.toBytes()));
        }
        // The parser would also take UTF-16 and UTF-32, in which a line break's byte is part of
        // other characters.
        if (Octets.indexOf((byte) 0, value, 0, value.length) >= 0) {
            throw new Unfit("malformed-json", "JSON in UTF-8 never has a zero byte");
        }
        return value;
    }

    static Unfit malformed(JacksonException e) {
        return new Unfit(
                "malformed-json",
                e.getOriginalMessage() + " at byte " + e.getLocation().getByteOffset());
    }

    private Map<String, String> members(JsonParser parser) throws Unfit {
        var members = HashMap.<String, String>newHashMap(4);
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            if (isOurs(name)) {
                throw new Unfit("reserved-field", "The field %s is ours to set".formatted(name));
            }
            var token = parser.nextToken();
            if (wanted.contains(name)) {
                if (token != JsonToken.VALUE_STRING && !token.isNumeric()) {
                    throw new Unfit(
                            "invalid-field", "The field %s is no text or number".formatted(name));
                }
                members.put(name, parser.getString());
            }
            if (token.isStructStart()) {
                parser.skipChildren();
            }
        }
        return members;
    }

    // Elasticsearch reads "konbini.tenant" as it does {"konbini": {"tenant": …}}.
    private static boolean isOurs(String name) {
        return name.startsWith(Indices.OWN_FIELD)
                && (name.length() == Indices.OWN_FIELD.length()
                        || name.charAt(Indices.OWN_FIELD.length()) == '.');
    }
}
