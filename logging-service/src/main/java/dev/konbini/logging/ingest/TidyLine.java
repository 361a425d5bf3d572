package dev.konbini.logging.ingest;

import dev.konbini.logging.index.LineField;
import dev.konbini.logging.index.LineFields;
import dev.konbini.logging.index.LoneSurrogates;
import dev.konbini.logging.parse.JsonTree;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Makes a line fit for the mapping by moving aside what no field can hold. Nothing is dropped.
final class TidyLine {

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(LineScan.DEPTH_MAX)
                                    .build())
                    .build();

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final LineField top = LineFields.ofTemplate().top();

    /// @throws Unfit if `value` is not one JSON object, or deeper than [LineScan#DEPTH_MAX]
    Tidied tidied(byte[] value) throws Unfit {
        var json = value.clone();
        LoneSurrogates.replace(json);
        try (var parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Unfit("malformed-json", "It is not a JSON object");
            }
            var tree = new JsonTree(parser, RawNumbers::of);
            var line = tree.object();
            if (parser.nextToken() != null) {
                throw new Unfit("malformed-json", "Something stands behind the JSON object");
            }
            var sorting = new Sorting();
            if (tree.isMerged()) {
                sorting.flags.add(Flag.DUPLICATE);
            }
            sorting.sort(top, line);
            return new Tidied(MAPPER.writeValueAsBytes(line), sorting.aside, sorting.flags);
        } catch (StreamConstraintsException e) {
            throw new Unfit("too-complex", e.getOriginalMessage());
        } catch (JacksonException e) {
            throw JsonScan.malformed(e);
        }
    }

    /// A line that was made fit.
    ///
    /// @param json what stays in its place
    /// @param moved what does not, by its name with dots
    @SuppressWarnings("ArrayRecordComponent") // Passed on once, never compared.
    record Tidied(byte[] json, ObjectNode moved, Set<Flag> flags) {

        @Nullable String aside() {
            return moved.isEmpty() ? null : MAPPER.writeValueAsString(moved);
        }

        /// Adds the values that were moved, under the names that they had.
        void addTo(OtherFields others) {
            moved.properties().forEach(member -> add(others, member.getKey(), member.getValue()));
        }

        private static void add(OtherFields others, String path, JsonNode value) {
            if (value.isObject()) {
                value.properties()
                        .forEach(member ->
                                add(others, path + "." + member.getKey(), member.getValue()));
            } else if (value.isArray()) {
                value.forEach(element -> add(others, path, element));
            } else if (!value.isNull()) {
                others.add(path, RawNumbers.token(value), RawNumbers.text(value));
            }
        }
    }

    private static final class Sorting {

        private final ObjectNode aside = MAPPER.createObjectNode();
        private final Set<Flag> flags = EnumSet.noneOf(Flag.class);

        void sort(LineField here, ObjectNode object) {
            for (var name : List.copyOf(new ArrayList<>(object.propertyNames()))) {
                var value = object.get(name);
                var field = here.at(name);
                var flag = reason(field, value);
                if (flag != null) {
                    flags.add(flag);
                    object.remove(name);
                    JsonTree.put(
                            aside, here.name().isEmpty() ? name : here.name() + "." + name, value);
                } else if (field.kind() == LineField.Kind.OBJECT) {
                    sortAll(field, value);
                }
            }
        }

        private void sortAll(LineField field, JsonNode value) {
            if (value instanceof ObjectNode object) {
                sort(field, object);
            } else {
                value.forEach(element -> sortAll(field, element));
            }
        }

        /// Why `value` cannot stay; null if it can.
        private static @Nullable Flag reason(LineField field, JsonNode value) {
            return switch (field.kind()) {
                case UNMAPPED -> null;
                case OBJECT -> areObjects(value) ? null : Flag.CONFLICT;
                case TEXT, KEYWORD, LONG -> fits(field, value) ? null : Flag.CONFLICT;
                case TIME -> !value.isContainer() && fits(field, value) ? null : Flag.TIME;
                case OPAQUE, OCCUPIED -> Flag.CONFLICT;
                case UNNAMABLE -> Flag.NAME;
                case RESERVED -> Flag.RESERVED;
            };
        }

        private static boolean areObjects(JsonNode value) {
            return value.isArray()
                    ? value.valueStream().allMatch(Sorting::areObjects)
                    : value.isObject() || value.isNull();
        }

        private static boolean fits(LineField field, JsonNode value) {
            if (value.isContainer()) {
                return value.isArray()
                        && value.valueStream().allMatch(element -> fits(field, element));
            }
            var token = RawNumbers.token(value);
            return switch (field.kind()) {
                case LONG -> Values.isLong(token, RawNumbers.text(value));
                case TIME -> Values.time(token, RawNumbers.text(value)) != null;
                default -> true;
            };
        }
    }
}
