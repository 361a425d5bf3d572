package dev.konbini.logging.tail.lucene;

import dev.konbini.logging.query.InvalidQuery;
import dev.konbini.logging.query.LineFilter;
import dev.konbini.logging.query.QueryText;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;
import org.springframework.stereotype.Component;

/// Reads what a caller asks for into what can be asked of each line.
@Component
public final class LineQueries {

    private final LineFields fields;
    private final Clock clock;

    LineQueries(LineFields fields, Clock clock) {
        this.fields = fields;
        this.clock = clock;
    }

    /// The query that matches a line just where a search for `filter` would find it. The times of
    /// `filter` are not looked at.
    ///
    /// @throws dev.konbini.web.problem.ProblemException invalid-query
    public LineQuery read(LineFilter filter) {
        var all = new BooleanQuery.Builder();
        var used = new HashSet<String>();
        anyOf(all, used, "service.name", filter.services());
        anyOf(all, used, "log.level", LineFilter.inBothCases(filter.levels()));
        if (filter.traceId() != null) {
            anyOf(all, used, "trace.id", List.of(filter.traceId()));
        }
        if (filter.text() != null && !filter.text().isBlank()) {
            all.add(parse(filter.text(), used), Occur.FILTER);
        }
        var query = all.build();
        return new LineQuery(
                filter.scope().tenant(),
                query.clauses().isEmpty() ? null : query,
                Set.copyOf(used));
    }

    private Query parse(String text, Set<String> used) {
        try {
            return new LineQueryParser(fields, used, clock.instant()).parse(QueryText.lucene(text));
        } catch (ParseException | IllegalArgumentException | TooComplexToDeterminizeException e) {
            throw InvalidQuery.of(text, innermost(e));
        }
    }

    private static String innermost(Throwable e) {
        var cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private static void anyOf(
            BooleanQuery.Builder all, Set<String> used, String field, List<String> values) {
        if (values.isEmpty()) {
            return;
        }
        var any = new BooleanQuery.Builder();
        values.forEach(value -> any.add(new TermQuery(new Term(field, value)), Occur.SHOULD));
        all.add(any.build(), Occur.FILTER);
        used.add(field);
    }
}
