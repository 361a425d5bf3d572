package dev.konbini.logging.tail.lucene;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The fields of lines by which they can be found: those of the mapping that indices of lines are
/// made with.
@Component
public final class LineFields {

    /// What a query without a field looks into.
    static final String DEFAULT = "message";

    /// Holds the names of the fields that a line has.
    static final String NAMES = "_field_names";

    /// Elasticsearch's distance between two texts of one field, so that no phrase spans them.
    private static final int GAP = 100;

    private final Map<String, Field> fields = new HashMap<>();
    private final Analyzer analyzer = new ByField();

    LineFields(JsonMapper json) {
        try (var content = new ClassPathResource("elasticsearch/logs.json").getInputStream()) {
            read("", json.readTree(content).at("/template/mappings/properties"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The field called `name`; null where nothing can be found by it.
    @Nullable Field find(String name) {
        return fields.get(name);
    }

    Analyzer analyzer() {
        return analyzer;
    }

    private void read(String prefix, JsonNode properties) {
        for (var property : properties.properties()) {
            var name = prefix + property.getKey();
            var mapping = property.getValue();
            if (mapping.has("properties")) {
                read(name + ".", mapping.path("properties"));
            } else if (mapping.path("index").asBoolean(true)
                    && mapping.path("enabled").asBoolean(true)) {
                fields.put(
                        name,
                        new Field(
                                FieldKind.of(mapping.path("type").asString("")),
                                mapping.path("ignore_above").asInt(Integer.MAX_VALUE)));
            }
        }
    }

    /// How one field is looked into.
    ///
    /// @param charactersMax a longer text of a keyword cannot be found
    record Field(FieldKind kind, int charactersMax) {}

    private final class ByField extends DelegatingAnalyzerWrapper {

        private final Analyzer words = new StandardAnalyzer();
        private final Analyzer whole = new WholeText();

        ByField() {
            super(PER_FIELD_REUSE_STRATEGY);
        }

        @Override
        protected Analyzer getWrappedAnalyzer(String name) {
            var field = fields.get(name);
            return field != null && field.kind() == FieldKind.TEXT ? words : whole;
        }

        @Override
        public int getPositionIncrementGap(String name) {
            return GAP;
        }
    }
}
