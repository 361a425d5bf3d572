package dev.konbini.logging.tail.lucene;

import dev.konbini.logging.index.LineMapping;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.DelegatingAnalyzerWrapper;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The fields of lines and how each is looked into, as Elasticsearch does it.
@Component
public final class LineFields {

    /// What a query without a field looks into.
    static final String DEFAULT = "message";

    /// Holds the names of the fields that a line has.
    static final String NAMES = "_field_names";

    /// Begins the names of fields that are not mapped, which are found as a whole.
    private static final String OTHERS = dev.konbini.logging.index.LineFields.OTHERS + ".";

    /// Elasticsearch's distance between two texts of one field, so that no phrase spans them.
    private static final int GAP = 100;

    private final LineMapping mapping;
    private final Analyzer analyzer = new ByField();

    LineFields(LineMapping mapping) {
        this.mapping = mapping;
    }

    /// The field called `name`; null where nothing can be found by it.
    @Nullable Field find(String name) {
        if (name.startsWith(OTHERS)) {
            return new Field(FieldKind.KEYWORD, Integer.MAX_VALUE);
        }
        return mapping.field(name)
                .map(field -> new Field(FieldKind.of(field.type()), field.charactersMax()))
                .orElse(null);
    }

    Analyzer analyzer() {
        return analyzer;
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
            var field = find(name);
            return field != null && field.kind() == FieldKind.TEXT ? words : whole;
        }

        @Override
        public int getPositionIncrementGap(String name) {
            return GAP;
        }
    }
}
