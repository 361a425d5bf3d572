package dev.konbini.logging.query;

import dev.konbini.logging.LoggingProblem;
import dev.konbini.logging.index.LineFields;
import dev.konbini.web.problem.FieldProblem;
import dev.konbini.web.problem.ProblemException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A query in Lucene's syntax, with the fields' names turned into those under which they are
/// indexed: `order.id:7` asks the field that holds all that is not mapped.
///
/// Only names are touched. What stands behind them, and the syntax as a whole, is left to
/// Elasticsearch to judge (see the grammar of Lucene's classic query parser).
public final class QueryText {

    private static final String SPECIAL = "+-!(){}[]^\"~*?:\\/&|=<> \t\n\r\u3000";
    private static final String ENDS_TERM = "!(){}[]^\"~:/ \t\n\r\u3000";
    private static final String EXISTS = "_exists_";
    private static final Set<String> OPERATORS = Set.of("AND", "OR", "NOT", "&&", "||");

    private final String written;
    private final StringBuilder lucene = new StringBuilder();
    private final List<Integer> replacedAt = new ArrayList<>();
    private final List<Integer> longerBy = new ArrayList<>();
    private final Deque<String> groups = new ArrayDeque<>();
    private int at;

    /// As [#scope], where it was named right before; null where it was not.
    private @Nullable String field;

    /// @throws ProblemException invalid-query for a pattern that a field outside the mapping cannot
    ///   be searched by
    QueryText(String written) {
        this.written = written;
        while (at < written.length()) {
            step();
        }
    }

    /// The query that a caller wrote, as Lucene takes it: short names written out, and each field
    /// under the name by which it is indexed.
    ///
    /// @throws ProblemException invalid-query as above
    public static String lucene(String written) {
        return new QueryText(ShortNames.writtenOut(written)).lucene();
    }

    /// The query as Elasticsearch takes it.
    String lucene() {
        return lucene.toString();
    }

    /// The column of the query as it was written that became `column` of [#lucene].
    int column(int column) {
        var before = 0;
        for (var i = 0; i < replacedAt.size() && replacedAt.get(i) < column; i++) {
            before = longerBy.get(i);
        }
        return Math.max(0, column - before);
    }

    private void step() {
        var c = written.charAt(at);
        switch (c) {
            case '"' -> quoted();
            case '/' -> {
                refuse(!scope().isEmpty(), "A regular expression");
                delimited('/');
                field = null;
            }
            case '[', '{' -> {
                range();
                field = null;
            }
            case '(' -> {
                groups.push(scope());
                field = null;
                copy(1);
            }
            case ')' -> {
                groups.poll();
                field = null;
                copy(1);
            }
            default -> {
                if (ENDS_TERM.indexOf(c) >= 0 || c == '+' || c == '-') {
                    copy(1);
                } else {
                    term();
                }
            }
        }
    }

    /// The field that is not mapped and that the next term is about, or [#EXISTS]; empty for none.
    private String scope() {
        var named = field;
        return named == null ? Objects.requireNonNullElse(groups.peek(), "") : named;
    }

    private void quoted() {
        delimited('"');
        field = null;
    }

    private void delimited(char delimiter) {
        copy(1);
        while (at < written.length() && written.charAt(at) != delimiter) {
            copy(written.charAt(at) == '\\' ? 2 : 1);
        }
        copy(1);
    }

    private void range() {
        while (at < written.length() && "]}".indexOf(written.charAt(at)) < 0) {
            if (written.charAt(at) == '"') {
                delimited('"');
            } else {
                copy(written.charAt(at) == '\\' ? 2 : 1);
            }
        }
        copy(1);
    }

    private void term() {
        var begin = at;
        var end = begin;
        while (end < written.length() && ENDS_TERM.indexOf(written.charAt(end)) < 0) {
            end += written.charAt(end) == '\\' ? 2 : 1;
        }
        end = Math.min(end, written.length());
        var term = written.substring(begin, end);
        var colon = end;
        while (colon < written.length() && Character.isWhitespace(written.charAt(colon))) {
            colon++;
        }
        if (colon < written.length() && written.charAt(colon) == ':') {
            name(term, end);
            copy(colon + 1 - at);
        } else {
            value(term);
        }
    }

    private void name(String term, int end) {
        var name = unescaped(term);
        var indexed = indexed(term, name);
        at = end;
        if (name.equals(EXISTS)) {
            lucene.append(term);
            field = EXISTS;
        } else {
            replace(term, indexed.equals(name) ? term : escaped(indexed));
            field = indexed.startsWith(LineFields.OTHERS + ".") ? name : "";
        }
    }

    /// Metadata and patterns of names stay as they are.
    private static String indexed(String term, String name) {
        return name.startsWith("_") || term.contains("*")
                ? name
                : LineFields.ofTemplate().indexed(name);
    }

    private void value(String term) {
        at += term.length();
        if (scope().equals(EXISTS) && !OPERATORS.contains(term)) {
            // Here alone a short name stands behind a colon.
            var name = unescaped(term);
            var indexed = indexed(term, ShortNames.field(name));
            replace(term, indexed.equals(name) ? term : escaped(indexed));
        } else {
            if (!scope().isEmpty()) {
                refuse(hasPattern(term), "A wildcard that is not a word's end");
                refuse(at < written.length() && written.charAt(at) == '~', "A fuzzy word");
            }
            lucene.append(term);
        }
        field = null;
    }

    private static boolean hasPattern(String term) {
        for (var i = 0; i < term.length(); i++) {
            var c = term.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '?' || (c == '*' && i < term.length() - 1)) {
                return true;
            }
        }
        return false;
    }

    private void refuse(boolean condition, String what) {
        if (condition && !scope().equals(EXISTS)) {
            var said =
                    "%s cannot be looked for in %s, which is not among the mapped fields: look for a whole value, a beginning such as abc*, or a range."
                            .formatted(what, scope());
            throw new ProblemException(LoggingProblem.INVALID_QUERY, "Change q: " + said)
                    .with("errors", List.of(FieldProblem.in("q", said)))
                    .with("column", at);
        }
    }

    private void replace(String term, String by) {
        lucene.append(by);
        if (by.length() != term.length()) {
            var sum = longerBy.isEmpty() ? 0 : longerBy.getLast();
            replacedAt.add(lucene.length() - by.length());
            longerBy.add(sum + by.length() - term.length());
        }
    }

    private void copy(int count) {
        var end = Math.min(at + count, written.length());
        lucene.append(written, at, end);
        at = end;
    }

    private static String unescaped(String term) {
        var text = new StringBuilder(term.length());
        for (var i = 0; i < term.length(); i++) {
            if (term.charAt(i) == '\\' && i < term.length() - 1) {
                i++;
            }
            text.append(term.charAt(i));
        }
        return text.toString();
    }

    private static String escaped(String name) {
        var text = new StringBuilder(name.length() + 8);
        name.chars()
                .forEach(c -> {
                    if (SPECIAL.indexOf(c) >= 0) {
                        text.append('\\');
                    }
                    text.append((char) c);
                });
        return text.toString();
    }
}
