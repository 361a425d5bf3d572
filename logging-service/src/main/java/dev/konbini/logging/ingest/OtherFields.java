package dev.konbini.logging.ingest;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonToken;

/// The values of one line's fields that are not mapped, gathered to be indexed together, so that
/// each can be found although no line can add to the mapping.
///
/// There is a bound on how many there may be and how long, and [#isCut] tells when a line went
/// beyond it.
final class OtherFields {

    /// How many values of a line are indexed.
    static final int VALUES_MAX = 1000;

    /// How many characters of a value are indexed.
    static final int VALUE_CHARS_MAX = 256;

    /// How many characters a name may have to be indexed.
    static final int NAME_CHARS_MAX = 256;

    private static final String NAMELESS = "(empty)";
    private static final char REPLACEMENT = '\ufffd';

    private final Map<String, Values> fields = new LinkedHashMap<>();
    private int count;
    private boolean cut;

    boolean isEmpty() {
        return fields.isEmpty();
    }

    boolean isCut() {
        return cut;
    }

    /// Adds a scalar that stands at `path`, names with dots between.
    void add(String path, JsonToken token, String text) {
        if (count == VALUES_MAX || path.length() > NAME_CHARS_MAX) {
            cut = true;
            return;
        }
        count++;
        var name = path.isBlank() ? NAMELESS : indexable(path);
        fields.computeIfAbsent(name, _ -> new Values()).add(type(token), value(text));
    }

    private String value(String text) {
        if (text.length() <= VALUE_CHARS_MAX) {
            return indexable(text);
        }
        cut = true;
        return indexable(text.substring(0, VALUE_CHARS_MAX));
    }

    /// Appends the members `names` and `fields`, each with a comma before it.
    void appendTo(StringBuilder members) {
        if (fields.isEmpty()) {
            return;
        }
        members.append(",\"names\":[");
        var separator = "";
        for (var field : fields.entrySet()) {
            members.append(separator)
                    .append(JsonText.quoted(field.getKey() + " " + field.getValue().type));
            separator = ",";
        }
        members.append("],\"fields\":{");
        separator = "";
        for (var field : fields.entrySet()) {
            members.append(separator).append(JsonText.quoted(field.getKey())).append(':');
            field.getValue().appendTo(members);
            separator = ",";
        }
        members.append('}');
    }

    private static String type(JsonToken token) {
        return token == JsonToken.VALUE_STRING
                ? "keyword"
                : token.isNumeric() ? "number" : "boolean";
    }

    /// `text` without what an index cannot hold: the character NUL, and halves of characters.
    private static String indexable(String text) {
        return Surrogates.replaced(text.indexOf(0) < 0 ? text : text.replace('\0', REPLACEMENT));
    }

    private static final class Values {

        private final Set<String> texts = new LinkedHashSet<>(2);
        private String type = "";

        void add(String type, String text) {
            this.type = this.type.isEmpty() || this.type.equals(type) ? type : "mixed";
            texts.add(text);
        }

        void appendTo(StringBuilder members) {
            var separator = "[";
            for (var text : texts) {
                members.append(separator).append(JsonText.quoted(text));
                separator = ",";
            }
            members.append(']');
        }
    }
}
