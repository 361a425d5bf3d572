package dev.konbini.logging.render.chart;

import dev.konbini.logging.render.Series;
import dev.konbini.logging.render.chart.Canvas.Anchor;
import dev.konbini.logging.render.chart.ChartOptions.AreaMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A chart of series over time: axes, grid, title, legend.
public final class Chart {

    private static final int MARGIN = 12;
    private static final int LABEL_HEIGHT = 18;
    private static final int TITLE_HEIGHT = 28;
    private static final int PIXELS_A_VALUE_MARK = 42;
    private static final int PIXELS_A_TIME_MARK = 90;
    private static final double FILLED = 0.25;
    private static final double STACKED = 0.75;

    private final ChartOptions options;
    private final List<Curve> curves;
    private final List<Legend.Entry> names = new ArrayList<>();
    private final ValueAxis values;
    private final TimeAxis times;
    private final Legend legend;
    private final double left;
    private final double top;
    private final double right;
    private final double bottom;

    private Chart(List<Series> series, ChartOptions options) {
        this.options = options;
        this.curves = Curve.of(series, options);
        curves.forEach(curve -> names.add(new Legend.Entry(curve.name(), curve.colour())));
        legend =
                new Legend(
                        options.hasLegend(curves.size()) ? names : List.of(),
                        options.width() - 2 * MARGIN,
                        options.height() / 2);
        top = MARGIN + (options.title() == null ? 0 : TITLE_HEIGHT);
        bottom = options.height() - MARGIN - LABEL_HEIGHT - legend.height();
        values = valueAxis();
        left =
                MARGIN
                        + 8
                        + values.marks().stream()
                                .mapToDouble(
                                        mark -> Glyphs.width(Face.LABEL, ValueAxis.label(mark)))
                                .max()
                                .orElse(0);
        right = options.width() - MARGIN;
        times =
                new TimeAxis(
                        options.from(),
                        options.until(),
                        options.zone(),
                        (int) (right - left) / PIXELS_A_TIME_MARK);
    }

    /// The chart as a PNG file.
    public static byte[] png(List<Series> series, ChartOptions options) {
        return new Chart(series, options).draw(new PngCanvas(options.width(), options.height()));
    }

    /// The chart as an SVG document.
    public static byte[] svg(List<Series> series, ChartOptions options) {
        return new Chart(series, options).draw(new SvgCanvas(options.width(), options.height()));
    }

    private ValueAxis valueAxis() {
        var min = Double.POSITIVE_INFINITY;
        var max = Double.NEGATIVE_INFINITY;
        for (var curve : curves) {
            for (var value : curve.values()) {
                if (Double.isFinite(value)) {
                    min = Math.min(min, value);
                    max = Math.max(max, value);
                }
            }
        }
        if (min > max) {
            min = 0;
            max = 1;
        }
        if (options.areaMode() != AreaMode.NONE) {
            // What is filled stands on nothing, not on the lowest value.
            min = Math.min(min, 0);
            max = Math.max(max, 0);
        }
        var low = options.min();
        var high = options.max();
        return ValueAxis.of(
                low == null ? min : low,
                high == null ? max : high,
                low != null,
                high != null,
                (int) Math.max(1, (bottom - top) / PIXELS_A_VALUE_MARK));
    }

    private byte[] draw(Canvas canvas) {
        canvas.fill(0, 0, options.width(), options.height(), options.background());
        drawTitle(canvas);
        drawGrid(canvas);
        if (curves.isEmpty()) {
            canvas.text(
                    (left + right) / 2,
                    (top + bottom) / 2,
                    Anchor.MIDDLE,
                    Face.LABEL,
                    options.foreground(),
                    "No data");
        }
        curves.forEach(curve -> drawArea(canvas, curve));
        curves.forEach(curve -> drawLine(canvas, curve));
        legend.draw(canvas, MARGIN, bottom + LABEL_HEIGHT + MARGIN, options.foreground());
        return canvas.bytes();
    }

    private void drawTitle(Canvas canvas) {
        if (options.title() != null) {
            canvas.text(
                    options.width() / 2.0,
                    MARGIN + 12,
                    Anchor.MIDDLE,
                    Face.TITLE,
                    options.foreground(),
                    Glyphs.fitting(Face.TITLE, options.title(), options.width() - 2.0 * MARGIN));
        }
    }

    private void drawGrid(Canvas canvas) {
        var grid = options.foreground().faint(0.15);
        for (var mark : values.marks()) {
            var y = y(mark);
            canvas.fill(left, Math.rint(y), right - left, 1, grid);
            canvas.text(
                    left - 6,
                    y + 4,
                    Anchor.END,
                    Face.LABEL,
                    options.foreground(),
                    ValueAxis.label(mark));
        }
        var zone = options.zone().getId();
        var free = right - Glyphs.width(Face.LABEL, zone) - 8;
        for (var mark : times.marks()) {
            var x = x((double) mark.time());
            canvas.fill(Math.rint(x), top, 1, bottom - top, grid);
            var half = Glyphs.width(Face.LABEL, mark.label()) / 2;
            if (x - half >= left - MARGIN && x + half <= free) {
                canvas.text(
                        x,
                        bottom + LABEL_HEIGHT - 3,
                        Anchor.MIDDLE,
                        Face.LABEL,
                        options.foreground(),
                        mark.label());
            }
        }
        canvas.text(
                right,
                bottom + LABEL_HEIGHT - 3,
                Anchor.END,
                Face.LABEL,
                options.foreground().faint(0.6),
                zone);
        canvas.fill(left, Math.rint(bottom), right - left, 1, options.foreground());
        canvas.fill(Math.rint(left), top, 1, bottom - top, options.foreground());
    }

    private void drawArea(Canvas canvas, Curve curve) {
        if (!curve.filled()) {
            return;
        }
        var alpha = options.areaMode() == AreaMode.STACKED ? STACKED : FILLED;
        var lower = new double[curve.values().length];
        Arrays.setAll(lower, i -> y(Double.isNaN(curve.lower()[i]) ? 0 : curve.lower()[i]));
        curve.runs((start, end) ->
                canvas.area(xs(curve), ys(curve), lower, start, end, curve.colour().faint(alpha)));
    }

    private void drawLine(Canvas canvas, Curve curve) {
        curve.runs((start, end) ->
                canvas.line(xs(curve), ys(curve), start, end, options.lineWidth(), curve.colour()));
    }

    private double[] xs(Curve curve) {
        var xs = new double[curve.values().length];
        Arrays.setAll(
                xs, i -> Math.clamp(x(curve.start() + (double) i * curve.step()), left, right));
        return xs;
    }

    private double[] ys(Curve curve) {
        return Arrays.stream(curve.values()).map(this::y).toArray();
    }

    private double x(double time) {
        return left + times.place(time) * (right - left);
    }

    private double y(double value) {
        var place = (value - values.min()) / (values.max() - values.min());
        return Math.clamp(bottom - place * (bottom - top), top, bottom);
    }
}
