package dev.konbini.logging.ingest;

import dev.konbini.logging.index.LineField;
import dev.konbini.logging.index.LineFields;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/// Reads through a line once, to see whether it can be kept as it is, and gathers what is not
/// mapped.
///
/// Builds no tree: nearly every line goes through here alone, and its bytes are kept untouched.
/// Where it stops, [TidyLine] goes on.
final class LineScan {

    /// How deep objects and lists may lie in one another.
    static final int DEPTH_MAX = 100;

    private static final int BYTE_ORDER_MARK = 0xef;

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(DEPTH_MAX).build())
                    .build();

    private final LineField top = LineFields.ofTemplate().top();
    private final TidyLine tidy = new TidyLine();

    /// The line that is `record`'s value.
    ///
    /// @throws Unfit if it is not one JSON object in UTF-8 of at most `max`, or deeper than
    ///   [#DEPTH_MAX]
    LineContent content(byte @Nullable [] value, DataSize max) throws Unfit {
        var json = JsonScan.sized(value, max);
        var content = untouched(json);
        if (content != null) {
            return content;
        }
        var tidied = tidy.tidied(json);
        var again = untouched(tidied.json());
        if (again == null) {
            throw new Unfit("unfit-line", "It cannot be made fit for the mapping");
        }
        tidied.addTo(again.others());
        return new LineContent(
                again.json(), again.time(), again.others(), tidied.flags(), tidied.aside());
    }

    private @Nullable LineContent untouched(byte[] json) {
        if ((json[0] & 0xff) == BYTE_ORDER_MARK) {
            return null;
        }
        try (var parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            var others = new OtherFields();
            var pass = new Pass(parser, others);
            return parser.nextToken() == JsonToken.START_OBJECT
                            && pass.object(top)
                            && parser.nextToken() == null
                    ? new LineContent(json, pass.time, others, Set.of(), null)
                    : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    /// One way through a line. Each method returns false where the line cannot be kept as it is.
    private static final class Pass {

        private final JsonParser parser;
        private final OtherFields others;
        private @Nullable Instant time;

        Pass(JsonParser parser, OtherFields others) {
            this.parser = parser;
            this.others = others;
        }

        boolean object(LineField here) {
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                var field = here.at(name);
                var token = parser.nextToken();
                if (!member(here, name, field, token)) {
                    return false;
                }
            }
            return true;
        }

        private boolean member(LineField here, String name, LineField field, JsonToken token) {
            return switch (field.kind()) {
                case OBJECT -> objects(field, token);
                case TEXT, KEYWORD, LONG, TIME -> leaf(field, token);
                case UNMAPPED -> {
                    others(here.name().isEmpty() ? name : here.name() + "." + name, token);
                    yield true;
                }
                case OPAQUE, OCCUPIED, UNNAMABLE, RESERVED -> false;
            };
        }

        private boolean objects(LineField field, JsonToken token) {
            if (token == JsonToken.START_OBJECT) {
                return object(field);
            }
            if (token == JsonToken.START_ARRAY) {
                for (var next = parser.nextToken();
                        next != JsonToken.END_ARRAY;
                        next = parser.nextToken()) {
                    if (!objects(field, next)) {
                        return false;
                    }
                }
                return true;
            }
            return token == JsonToken.VALUE_NULL;
        }

        private boolean leaf(LineField field, JsonToken token) {
            if (token == JsonToken.START_ARRAY && field.kind() != LineField.Kind.TIME) {
                for (var next = parser.nextToken();
                        next != JsonToken.END_ARRAY;
                        next = parser.nextToken()) {
                    if (!leaf(field, next)) {
                        return false;
                    }
                }
                return true;
            }
            if (token.isStructStart()) {
                return false;
            }
            return switch (field.kind()) {
                case LONG -> Values.isLong(token, parser.getString());
                case TIME -> {
                    time = Values.time(token, parser.getString());
                    yield time != null;
                }
                default -> true;
            };
        }

        private void others(String path, JsonToken token) {
            switch (token) {
                case START_OBJECT -> {
                    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                        var name = parser.currentName();
                        others(path + "." + name, parser.nextToken());
                    }
                }
                case START_ARRAY -> {
                    for (var next = parser.nextToken();
                            next != JsonToken.END_ARRAY;
                            next = parser.nextToken()) {
                        others(path, next);
                    }
                }
                case VALUE_NULL -> {}
                default -> others.add(path, token, parser.getString());
            }
        }
    }
}
