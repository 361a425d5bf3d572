package dev.konbini.logging.tail.lucene;

import dev.konbini.logging.index.Indices;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.queryparser.classic.Token;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.jspecify.annotations.Nullable;

/// Lucene's classic parser with what Elasticsearch's `query_string` adds to it: `_exists_`,
/// comparisons such as `event.sequence:>5`, numbers and times, `*` for any value, a query of
/// negations alone, and fields that nothing can be found by.
///
/// Its rules are those of `QueryStringQueryParser` in Elasticsearch 9, with the settings that
/// [dev.konbini.logging.query.LineFilter] gives. A test asks both.
final class LineQueryParser extends QueryParser {

    private static final int STATES_MAX = 2000;
    private static final String EXISTS = "_exists_";

    private final LineFields fields;
    private final Set<String> used;
    private final NumberQueries numbers;

    /// @param used is told which fields are looked into
    LineQueryParser(LineFields fields, Set<String> used, Instant now) {
        super(LineFields.DEFAULT, fields.analyzer());
        this.fields = fields;
        this.used = used;
        this.numbers = new NumberQueries(now);
        setDefaultOperator(Operator.AND);
        setDeterminizeWorkLimit(STATES_MAX);
    }

    @Override
    protected @Nullable Query getFieldQuery(String field, String text, boolean quoted)
            throws ParseException {
        if (field.equals(EXISTS)) {
            return exists(text);
        }
        var comparison = quoted ? null : comparison(field, text);
        if (comparison != null) {
            return comparison;
        }
        var name = name(field);
        return switch (kind(name)) {
            case null -> MatchNoDocsQuery.INSTANCE;
            case TEXT, KEYWORD -> super.getFieldQuery(name, text, quoted);
            case LONG -> numbers.exactly(name, text);
            case TIME -> numbers.time(name, text, text, true, true);
            case OTHER -> throw notHere(name);
        };
    }

    @Override
    protected Query getRangeQuery(
            String field,
            @Nullable String from,
            @Nullable String to,
            boolean withFrom,
            boolean withTo)
            throws ParseException {
        var name = name(field);
        return switch (kind(name)) {
            case null -> MatchNoDocsQuery.INSTANCE;
            case TEXT, KEYWORD -> newRangeQuery(name, from, to, withFrom, withTo);
            case LONG -> numbers.range(name, from, to, withFrom, withTo);
            case TIME -> numbers.time(name, from, to, withFrom, withTo);
            case OTHER -> throw notHere(name);
        };
    }

    @Override
    protected Query getWildcardQuery(String field, String text) throws ParseException {
        if (text.equals("*")) {
            return field.equals("*") ? MatchAllDocsQuery.INSTANCE : exists(field);
        }
        var name = textName(field, "wildcards");
        return name == null ? MatchNoDocsQuery.INSTANCE : super.getWildcardQuery(name, text);
    }

    @Override
    protected Query getPrefixQuery(String field, String text) throws ParseException {
        var name = textName(field, "wildcards");
        return name == null ? MatchNoDocsQuery.INSTANCE : super.getPrefixQuery(name, text);
    }

    @Override
    protected Query getRegexpQuery(String field, String text) throws ParseException {
        var name = textName(field, "regular expressions");
        return name == null ? MatchNoDocsQuery.INSTANCE : super.getRegexpQuery(name, text);
    }

    @Override
    protected Query getFuzzyQuery(String field, String text, float distance) throws ParseException {
        var name = textName(field, "fuzzy words");
        return name == null ? MatchNoDocsQuery.INSTANCE : super.getFuzzyQuery(name, text, distance);
    }

    /// A bare `~` stands for Elasticsearch's `AUTO`: no change in up to two characters, one in up
    /// to five, two in more.
    @Override
    protected float getFuzzyDistance(Token token, String text) {
        if (token.image.length() > 1) {
            return super.getFuzzyDistance(token, text);
        }
        var length = text.codePointCount(0, text.length());
        return length < 3 ? 0 : length < 6 ? 1 : 2;
    }

    @Override
    protected @Nullable Query getBooleanQuery(List<BooleanClause> clauses) throws ParseException {
        @Nullable Query query = super.getBooleanQuery(clauses);
        if (query instanceof BooleanQuery several
                && !several.clauses().isEmpty()
                && several.clauses().stream().allMatch(BooleanClause::isProhibited)) {
            var rest = new BooleanQuery.Builder();
            several.clauses().forEach(rest::add);
            return rest.add(MatchAllDocsQuery.INSTANCE, Occur.FILTER).build();
        }
        return query;
    }

    private @Nullable Query comparison(String field, String text) throws ParseException {
        if (text.length() < 2 || (text.charAt(0) != '>' && text.charAt(0) != '<')) {
            return null;
        }
        var with = text.length() > 2 && text.charAt(1) == '=';
        var bound = text.substring(with ? 2 : 1);
        return text.charAt(0) == '>'
                ? getRangeQuery(field, bound, null, with, true)
                : getRangeQuery(field, null, bound, true, with);
    }

    private Query exists(String field) {
        used.add(LineFields.NAMES);
        return new TermQuery(new Term(LineFields.NAMES, name(field)));
    }

    /// The field's name where words can be changed into others; null where nothing is found by it.
    private @Nullable String textName(String field, String what) throws ParseException {
        var name = name(field);
        return switch (kind(name)) {
            case null -> null;
            case TEXT, KEYWORD -> name;
            case LONG, TIME, OTHER ->
                    throw new ParseException(
                            "The field %s cannot be searched with %s".formatted(name, what));
        };
    }

    private @Nullable FieldKind kind(String name) throws ParseException {
        if (name.equals("_index") || name.indexOf('*') >= 0) {
            throw notHere(name);
        }
        var field = fields.find(name);
        if (field == null) {
            return null;
        }
        used.add(name);
        return field.kind();
    }

    private static String name(String field) {
        return field.equals("_id") ? Indices.ID : field;
    }

    private static ParseException notHere(String name) {
        return new ParseException(
                "A live tail cannot look into %s: name one other field".formatted(name));
    }
}
