package dev.konbini.logging.tail.lucene;

import java.time.Instant;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/// Makes queries of numbers and times as they are written in a query's text.
final class NumberQueries {

    private final Instant now;

    /// @param now what `now` stands for
    NumberQueries(Instant now) {
        this.now = now;
    }

    Query exactly(String field, String text) throws ParseException {
        return LongPoint.newExactQuery(field, number(field, text));
    }

    Query range(
            String field,
            @Nullable String from,
            @Nullable String to,
            boolean withFrom,
            boolean withTo)
            throws ParseException {
        var lower = from == null ? Long.MIN_VALUE : number(field, from);
        var upper = to == null ? Long.MAX_VALUE : number(field, to);
        if ((!withFrom && lower == Long.MAX_VALUE) || (!withTo && upper == Long.MIN_VALUE)) {
            return MatchNoDocsQuery.INSTANCE;
        }
        return LongPoint.newRangeQuery(
                field,
                from == null || withFrom ? lower : lower + 1,
                to == null || withTo ? upper : upper - 1);
    }

    /// A time of which parts are left out stands for all of that day or second, as in
    /// Elasticsearch.
    Query time(
            String field,
            @Nullable String from,
            @Nullable String to,
            boolean withFrom,
            boolean withTo)
            throws ParseException {
        var lower = Long.MIN_VALUE;
        if (from != null) {
            var span = span(field, from);
            lower = withFrom ? span.first() : span.last() + 1;
        }
        var upper = Long.MAX_VALUE;
        if (to != null) {
            var span = span(field, to);
            upper = withTo ? span.last() : span.first() - 1;
        }
        return LongPoint.newRangeQuery(field, lower, upper);
    }

    private TimeSpan span(String field, String text) throws ParseException {
        return TimeSpan.parse(text, now)
                .orElseThrow(() ->
                        new ParseException(
                                "\"%s\" is no time for the field %s: write it as in RFC 3339 or as now-15m"
                                        .formatted(text, field)));
    }

    private static long number(String field, String text) throws ParseException {
        try {
            return Long.parseLong(text.strip());
        } catch (NumberFormatException e) {
            throw new ParseException(
                    "\"%s\" is no whole number for the field %s".formatted(text, field));
        }
    }
}
