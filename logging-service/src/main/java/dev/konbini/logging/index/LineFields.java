package dev.konbini.logging.index;

import dev.konbini.logging.index.LineField.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Which fields of lines are mapped, read from the template of their indices.
///
/// All others are indexed as well, in [#OTHERS] under their names with dots
/// (`docs/decisions/any-json.md`).
public final class LineFields {

    /// Holds the values of fields that are not mapped, as texts by name.
    public static final String OTHERS = Indices.OWN_FIELD + ".fields";

    /// Holds the names of fields that are not mapped, each with a blank and its type.
    public static final String NAMES = Indices.OWN_FIELD + ".names";

    /// Under which name it is shown what a line's sender calls `id`, where it does.
    public static final String SENT_ID = Indices.OWN_FIELD + ".sent.id";

    private static final String CONFLICTS = Indices.OWN_FIELD + ".conflicts.";

    /// Names that Elasticsearch keeps for itself at the top of a document.
    private static final List<String> METADATA =
            List.of(
                    "_id",
                    "_index",
                    "_source",
                    "_routing",
                    "_field_names",
                    "_ignored",
                    "_ignored_source",
                    "_doc_count",
                    "_seq_no",
                    "_primary_term",
                    "_version",
                    "_tier",
                    "_type",
                    "_nested_path",
                    "_data_stream_timestamp",
                    "_tsid",
                    "_ts_routing_hash",
                    "_feature",
                    "_inference_fields");

    private static final LineFields OF_TEMPLATE = new LineFields(mapping());

    private final LineField top;
    private final Map<String, LineField> leaves = new TreeMap<>();

    private LineFields(JsonNode mapping) {
        var known = new LinkedHashMap<>(children("", mapping));
        METADATA.forEach(name -> known.put(name, LineField.UNNAMABLE));
        known.put(Indices.OWN_FIELD, LineField.RESERVED);
        top = new LineField("", Kind.OBJECT, Map.copyOf(known));
    }

    /// The fields of the template that this version of the service puts.
    public static LineFields ofTemplate() {
        return OF_TEMPLATE;
    }

    /// A line's top, as its sender may fill it.
    public LineField top() {
        return top;
    }

    /// The fields that hold values, by name; those that are ours to set among them.
    public Map<String, LineField> leaves() {
        return leaves;
    }

    /// The name under which the values of `field` are indexed.
    ///
    /// @param field as it is shown, with dots
    public String indexed(String field) {
        if (field.equals("id")) {
            return Indices.ID;
        }
        if (field.equals(SENT_ID)) {
            return OTHERS + ".id";
        }
        if (field.startsWith(CONFLICTS)) {
            return OTHERS + "." + field.substring(CONFLICTS.length());
        }
        return leaves.containsKey(field) || field.startsWith(Indices.OWN_FIELD + ".")
                ? field
                : OTHERS + "." + field;
    }

    private Map<String, LineField> children(String prefix, JsonNode properties) {
        var children = new LinkedHashMap<String, LineField>();
        for (var property : properties.properties()) {
            var name = prefix + property.getKey();
            var field =
                    property.getValue().has("properties")
                            ? new LineField(
                                    name,
                                    Kind.OBJECT,
                                    Map.copyOf(
                                            children(
                                                    name + ".",
                                                    property.getValue().path("properties"))))
                            : new LineField(name, kind(property.getValue()), Map.of());
            if (field.kind() != Kind.OBJECT && field.kind() != Kind.OPAQUE) {
                leaves.put(name, field);
            }
            children.put(property.getKey(), field);
        }
        return children;
    }

    private static Kind kind(JsonNode field) {
        var type = field.path("type").asString();
        return switch (type) {
            case "text" -> Kind.TEXT;
            case "keyword" -> Kind.KEYWORD;
            case "long" -> Kind.LONG;
            case "date_nanos" -> Kind.TIME;
            case "flattened", "object" -> Kind.OPAQUE;
            default -> throw new IllegalStateException("No line may have a field of type " + type);
        };
    }

    private static JsonNode mapping() {
        try (var content = new ClassPathResource("elasticsearch/logs.json").getInputStream()) {
            return JsonMapper.shared().readTree(content).at("/template/mappings/properties");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
