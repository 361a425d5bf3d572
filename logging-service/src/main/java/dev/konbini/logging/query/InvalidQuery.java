package dev.konbini.logging.query;

import dev.konbini.logging.LoggingProblem;
import dev.konbini.logging.index.LineFields;
import dev.konbini.web.problem.FieldProblem;
import dev.konbini.web.problem.ProblemException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Says what is wrong with a caller's query, the same words for whoever tried to read it.
public final class InvalidQuery {

    private static final Pattern COLUMN = Pattern.compile("at line \\d+, column (\\d+)");

    private InvalidQuery() {}

    /// The problem with `text`.
    ///
    /// @param text as the caller wrote it; null where it was not the text that was refused
    /// @param reason what Lucene said of it, as [QueryText] has turned it
    public static ProblemException of(@Nullable String text, String reason) {
        var said = reason.lines().findFirst().orElse(reason).replace(LineFields.OTHERS + ".", "");
        var problem =
                new ProblemException(LoggingProblem.INVALID_QUERY, "Change q: " + said)
                        .with("errors", List.of(FieldProblem.in("q", said)));
        var column = COLUMN.matcher(reason);
        return text != null && column.find()
                ? problem.with("column", column(text, Integer.parseInt(column.group(1))))
                : problem;
    }

    private static int column(String text, int column) {
        var written = new QueryText(ShortNames.writtenOut(text)).column(column);
        return ShortNames.originalColumn(text, written);
    }
}
