package dev.konbini.logging.tail.lucene;

import dev.konbini.logging.ingest.KeptLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.memory.MemoryIndex;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// An index of one line at a time, in which each query is looked up. Made anew for each line that
/// anybody has a query for, with the fields that are asked for. For one thread.
public final class LineIndex {

    private static final float NO_BOOST = 1;

    private final LineFields fields;
    private final MemoryIndex index = new MemoryIndex();
    private Set<String> wanted = Set.of();
    private @Nullable KeptLine line;
    private @Nullable IndexSearcher searcher;

    public LineIndex(LineFields fields) {
        this.fields = fields;
    }

    /// Names the fields that queries look into from now on.
    public void want(Set<String> names) {
        wanted = names;
        searcher = null;
    }

    /// Asks about `line` from now on.
    public void put(KeptLine line) {
        this.line = line;
        searcher = null;
    }

    /// Whether `query` matches the line. Its tenant is not looked at.
    public boolean matches(LineQuery query) {
        if (query.query() == null) {
            return true;
        }
        try {
            return isFound(query.query());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // IndexSearcher's own ways collect, and end collecting by an exception where they find.
    private boolean isFound(Query query) throws IOException {
        var searcher = searcher();
        var weight =
                searcher.createWeight(
                        searcher.rewrite(query), ScoreMode.COMPLETE_NO_SCORES, NO_BOOST);
        for (var leaf : searcher.getLeafContexts()) {
            @Nullable Scorer scorer = weight.scorer(leaf);
            if (scorer != null && scorer.iterator().nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                return true;
            }
        }
        return false;
    }

    private IndexSearcher searcher() {
        if (searcher == null) {
            index.reset();
            var names = new HashSet<String>();
            if (line != null) {
                add("", line.source(), names);
            }
            if (wanted.contains(LineFields.NAMES)) {
                names.forEach(name ->
                        index.addField(
                                new StringField(LineFields.NAMES, name, Store.NO),
                                fields.analyzer()));
            }
            searcher = index.createSearcher();
        }
        return searcher;
    }

    private void add(String name, JsonNode value, Set<String> names) {
        if (value.isObject()) {
            var prefix = name.isEmpty() ? "" : name + ".";
            value.properties()
                    .forEach(member -> add(prefix + member.getKey(), member.getValue(), names));
        } else if (value.isArray()) {
            value.forEach(one -> add(name, one, names));
        } else if (!value.isNull()) {
            addValue(name, value.asString(), names);
        }
    }

    private void addValue(String name, String text, Set<String> names) {
        var field = fields.find(name);
        if (field == null || text.length() > field.charactersMax()) {
            return;
        }
        for (var end = name.length(); end > 0; end = name.lastIndexOf('.', end - 1)) {
            names.add(name.substring(0, end));
        }
        if (!wanted.contains(name)) {
            return;
        }
        switch (field.kind()) {
            case TEXT -> index.addField(new TextField(name, text, Store.NO), fields.analyzer());
            case KEYWORD ->
                    index.addField(new StringField(name, text, Store.NO), fields.analyzer());
            case LONG -> addNumber(name, text);
            case TIME ->
                    TimeSpan.parse(text, Instant.EPOCH)
                            .ifPresent(time ->
                                    index.addField(
                                            new LongPoint(name, time.first()), fields.analyzer()));
            case OTHER -> {}
        }
    }

    private void addNumber(String name, String text) {
        try {
            index.addField(new LongPoint(name, (long) Double.parseDouble(text)), fields.analyzer());
        } catch (NumberFormatException e) {
            // Such a line cannot be indexed at all, so nothing is found by it.
        }
    }
}
