package dev.konbini.logging.render.chart;

import dev.konbini.logging.render.chart.Canvas.Anchor;
import java.util.List;

/// The names of the series, in columns below the chart.
final class Legend {

    private static final int ROW_HEIGHT = 17;
    private static final int SWATCH = 10;
    private static final int GAP = 6;
    private static final int COLUMN_GAP = 18;

    private final List<Entry> entries;
    private final int width;
    private final int columns;
    private final int rows;

    /// @param heightMax what does not fit is left out
    Legend(List<Entry> entries, int width, int heightMax) {
        this.entries = entries;
        this.width = width;
        var widest =
                entries.stream()
                        .mapToDouble(entry -> Glyphs.width(Face.LABEL, entry.name()))
                        .max()
                        .orElse(1);
        columns =
                (int)
                        Math.clamp(
                                (width + COLUMN_GAP) / (widest + SWATCH + GAP + COLUMN_GAP),
                                1.0,
                                4.0);
        rows = Math.min(Math.ceilDiv(entries.size(), columns), Math.max(0, heightMax / ROW_HEIGHT));
    }

    int height() {
        return rows == 0 ? 0 : rows * ROW_HEIGHT + GAP;
    }

    void draw(Canvas canvas, double left, double top, Colour foreground) {
        var columnWidth = (double) width / columns;
        for (var i = 0; i < Math.min(entries.size(), rows * columns); i++) {
            var entry = entries.get(i);
            var x = left + i % columns * columnWidth;
            var y = top + i / columns * ROW_HEIGHT;
            canvas.fill(Math.rint(x), Math.rint(y), SWATCH, SWATCH, entry.colour());
            canvas.text(
                    x + SWATCH + GAP,
                    y + SWATCH - 1,
                    Anchor.START,
                    Face.LABEL,
                    foreground,
                    Glyphs.fitting(
                            Face.LABEL,
                            entry.name(),
                            columnWidth - SWATCH - GAP - (columns == 1 ? 0 : COLUMN_GAP)));
        }
    }

    /// One name.
    record Entry(String name, Colour colour) {}
}
