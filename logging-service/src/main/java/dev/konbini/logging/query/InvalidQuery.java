package dev.konbini.logging.query;

import dev.konbini.logging.LoggingProblem;
import dev.konbini.web.problem.FieldProblem;
import dev.konbini.web.problem.ProblemException;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Says what is wrong with a caller's query, the same words for whoever tried to read it.
public final class InvalidQuery {

    private static final Pattern COLUMN = Pattern.compile("at line \\d+, column (\\d+)");

    private InvalidQuery() {}

    /// The problem with `text`.
    ///
    /// @param text as the caller wrote it; null where it was not the text that was refused
    /// @param reason what Lucene said of it, its short names written out
    public static ProblemException of(@Nullable String text, String reason) {
        return of(text, reason, written -> IntUnaryOperator.identity());
    }

    /// As above, for a text that was changed further before Lucene read it.
    ///
    /// @param columns for a text with its short names written out, tells which of its columns
    ///   became which of those that Lucene names
    static ProblemException of(
            @Nullable String text, String reason, Function<String, IntUnaryOperator> columns) {
        var said = reason.lines().findFirst().orElse(reason);
        var problem =
                new ProblemException(LoggingProblem.INVALID_QUERY, "Change q: " + said)
                        .with("errors", List.of(FieldProblem.in("q", said)));
        var column = COLUMN.matcher(reason);
        return text != null && column.find()
                ? problem.with("column", column(text, Integer.parseInt(column.group(1)), columns))
                : problem;
    }

    private static int column(String text, int column, Function<String, IntUnaryOperator> columns) {
        var written = columns.apply(ShortNames.writtenOut(text)).applyAsInt(column);
        return ShortNames.originalColumn(text, written);
    }
}
