package dev.konbini.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Rows under a heading, each column as wide as its widest cell.
public final class Table {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private final Set<Integer> right;

    /// @param rightAligned the columns, from 0, that hold numbers
    public Table(List<String> heading, Set<Integer> rightAligned) {
        rows.add(List.copyOf(heading));
        right = Set.copyOf(rightAligned);
    }

    /// Adds a row.
    ///
    /// @param cells as many as the heading has
    public void add(String... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException(cells.length + " cells do not fit the heading");
        }
        rows.add(List.of(cells));
    }

    /// The lines, heading first, without blanks at their ends.
    public List<String> lines() {
        var widths = new int[rows.getFirst().size()];
        for (var row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private String line(List<String> row, int[] widths) {
        var line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            var cell = row.get(column);
            var blanks = " ".repeat(widths[column] - cell.length());
            line.append(column == 0 ? "" : GAP)
                    .append(right.contains(column) ? blanks + cell : cell + blanks);
        }
        return line.toString().stripTrailing();
    }
}
