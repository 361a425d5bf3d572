package dev.konbini.logging.render.web;

import dev.konbini.logging.render.chart.ChartOptions;
import dev.konbini.logging.render.chart.ChartOptions.AreaMode;
import dev.konbini.logging.render.chart.Colour;
import dev.konbini.logging.render.web.TimeRequest.Span;
import dev.konbini.web.problem.FieldProblem;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How a picture is to look.
record PictureRequest(
        @Min(100) @Max(4000) @Nullable Integer width,
        @Min(80) @Max(3000) @Nullable Integer height,
        @Size(max = 200) @Nullable String title,
        @Parameter(description = "What is filled: none, first, all or stacked")
                @Pattern(
                        regexp = "none|first|all|stacked",
                        message = "is none, first, all or stacked")
                @Nullable String areaMode,
        @Parameter(description = "Shown for up to 20 series unless said otherwise")
                @Nullable Boolean hideLegend,
        @Parameter(description = "Names or RRGGBB, with commas between them") @Size(max = 400) @Nullable String colorList,
        @Size(max = 20) @Nullable String bgcolor,
        @Size(max = 20) @Nullable String fgcolor,
        @Nullable Double yMin,
        @Nullable Double yMax,
        @Min(1) @Max(10) @Nullable Integer lineWidth) {

    private static final int WIDTH = 800;
    private static final int HEIGHT = 400;
    private static final double LINE_WIDTH = 1.4;

    ChartOptions options(Span span, ZoneId zone) {
        if (yMin != null && yMax != null && yMin >= yMax) {
            throw TimeRequest.invalid(FieldProblem.in("yMin", "It must be less than yMax."));
        }
        return new ChartOptions(
                Objects.requireNonNullElse(width, WIDTH),
                Objects.requireNonNullElse(height, HEIGHT),
                span.from(),
                span.until(),
                zone,
                title,
                areaMode == null
                        ? AreaMode.NONE
                        : AreaMode.valueOf(areaMode.toUpperCase(Locale.ROOT)),
                hideLegend == null ? null : !hideLegend,
                colours(),
                colour("bgcolor", bgcolor, "white"),
                colour("fgcolor", fgcolor, "333333"),
                yMin,
                yMax,
                lineWidth == null ? LINE_WIDTH : lineWidth);
    }

    private List<Colour> colours() {
        return colorList == null || colorList.isBlank()
                ? ChartOptions.COLOURS
                : Arrays.stream(colorList.split(",", -1))
                        .map(each -> colour("colorList", each, each))
                        .toList();
    }

    private static Colour colour(String name, @Nullable String text, String otherwise) {
        var given = Objects.requireNonNullElse(text, otherwise);
        return Colour.parse(given)
                .orElseThrow(() ->
                        TimeRequest.invalid(
                                FieldProblem.in(
                                        name,
                                        "\"%s\" is no colour: use RRGGBB or a name such as blue."
                                                .formatted(given))));
    }
}
