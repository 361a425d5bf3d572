package dev.konbini.logging.render.chart;

import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a chart is to look.
///
/// @param from where its time begins, in seconds since 1970
/// @param zone in which its times are written
/// @param legend whether names are shown; null where that depends on how many there are
/// @param colours of the series, in turn
/// @param min the lowest value shown; null for what fits
public record ChartOptions(
        int width,
        int height,
        long from,
        long until,
        ZoneId zone,
        @Nullable String title,
        AreaMode areaMode,
        @Nullable Boolean legend,
        List<Colour> colours,
        Colour background,
        Colour foreground,
        @Nullable Double min,
        @Nullable Double max,
        double lineWidth) {

    private static final int LEGEND_MAX = 20;

    /// In turn, where no others are asked for: told apart also by those who see colours differently
    /// (Okabe and Ito, 2008), with darker shades after them.
    public static final List<Colour> COLOURS =
            List.of(
                    Colour.of(0x0072B2),
                    Colour.of(0xE69F00),
                    Colour.of(0x009E73),
                    Colour.of(0xD55E00),
                    Colour.of(0xCC79A7),
                    Colour.of(0x56B4E9),
                    Colour.of(0x8C6D00),
                    Colour.of(0x7A3E9D),
                    Colour.of(0x4D4D4D),
                    Colour.of(0xA6192E));

    boolean hasLegend(int series) {
        return legend == null ? series <= LEGEND_MAX : legend;
    }

    Colour colour(int number) {
        return colours.get(number % colours.size());
    }

    /// What is filled.
    public enum AreaMode {
        /// Nothing.
        NONE,
        /// What is below the first series.
        FIRST,
        /// What is below each series.
        ALL,
        /// Each series stands on those before it.
        STACKED
    }
}
