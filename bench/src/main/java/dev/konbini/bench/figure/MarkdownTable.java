package dev.konbini.bench.figure;

import java.io.PrintStream;
import java.util.List;

/// A table in Markdown, printed row by row as the figures come.
public final class MarkdownTable {

    private final PrintStream out;
    private final int columns;

    /// Prints the heading.
    public MarkdownTable(PrintStream out, List<String> heading) {
        this.out = out;
        this.columns = heading.size();
        print(heading);
        print(heading.stream().map(_ -> "---").toList());
    }

    /// Prints a row.
    ///
    /// @param cells as many as the heading has
    public void add(String... cells) {
        if (cells.length != columns) {
            throw new IllegalArgumentException(
                    "%d cells do not fit %d columns".formatted(cells.length, columns));
        }
        print(List.of(cells));
    }

    private void print(List<String> cells) {
        out.println(
                "| " + String.join(" | ", cells.stream().map(MarkdownTable::cell).toList()) + " |");
        out.flush();
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace('\n', ' ');
    }
}
