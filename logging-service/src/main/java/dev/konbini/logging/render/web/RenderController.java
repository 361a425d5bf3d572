package dev.konbini.logging.render.web;

import dev.konbini.logging.LoggingProblem;
import dev.konbini.logging.metric.MetricProperties;
import dev.konbini.logging.render.FewerPoints;
import dev.konbini.logging.render.RenderTargets;
import dev.konbini.logging.render.RenderTargets.Outcome.Invalid;
import dev.konbini.logging.render.RenderTargets.Outcome.Rendered;
import dev.konbini.logging.render.RenderTargets.Outcome.TooMuch;
import dev.konbini.logging.render.RenderTargets.Query;
import dev.konbini.logging.render.Series;
import dev.konbini.logging.render.chart.Chart;
import dev.konbini.web.problem.FieldProblem;
import dev.konbini.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import tools.jackson.databind.json.JsonMapper;

/// Graphite's `/render`.
@RestController
final class RenderController {

    private static final int POINTS_MAX = 100_000;
    private static final String FORMATS = "png|svg|json|csv|raw";

    private final RenderTargets renderTargets;
    private final MetricProperties properties;
    private final JsonMapper json;
    private final Clock clock;

    RenderController(
            RenderTargets renderTargets,
            MetricProperties properties,
            JsonMapper json,
            Clock clock) {
        this.renderTargets = renderTargets;
        this.properties = properties;
        this.json = json;
        this.clock = clock;
    }

    /// The series of all targets.
    @GetMapping("/render")
    @Parameter(
            name = "target",
            in = ParameterIn.QUERY,
            description = "Paths, and functions of them; may be repeated",
            array = @ArraySchema(schema = @Schema(type = "string")))
    @Operation(summary = "Graphite's render API: series by target, as numbers or as a picture")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(type = "string", format = "byte")))
    void get(
            @Parameter(hidden = true) WebRequest request,
            @RequestParam(defaultValue = "png")
                    @Pattern(regexp = FORMATS, message = "is png, svg, json, csv or raw") String format,
            @Parameter(description = "How many points a series has at most, in JSON")
                    @RequestParam(required = false)
                    @Min(1) @Max(POINTS_MAX) @Nullable Integer maxDataPoints,
            @RequestParam(defaultValue = "false") boolean noNullPoints,
            @ParameterObject @Valid TimeRequest time,
            @ParameterObject @Valid PictureRequest picture,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        var now = clock.instant();
        var span = time.span(now, Duration.ofDays(1));
        var query =
                new Query(
                        time.tenantOr(properties),
                        Repeated.of(request, "target"),
                        span.from(),
                        span.until(),
                        time.zone(),
                        now);
        var series = series(query);
        switch (format) {
            case "json" -> {
                var fitting =
                        maxDataPoints == null ? series : FewerPoints.atMost(series, maxDataPoints);
                RenderedText.json(fitting, json, noNullPoints, body(response, "application/json"));
            }
            case "csv" -> RenderedText.csv(series, time.zone(), body(response, "text/csv"));
            case "raw" -> RenderedText.raw(series, body(response, "text/plain"));
            case "svg" -> {
                var drawn = Chart.svg(series, picture.options(span, time.zone()));
                body(response, "image/svg+xml").write(drawn);
            }
            default -> {
                var drawn = Chart.png(series, picture.options(span, time.zone()));
                body(response, "image/png").write(drawn);
            }
        }
    }

    /// As GET, with the parameters as a form.
    @PostMapping(path = "/render", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @Operation(summary = "As GET, with the parameters as a form")
    @ApiResponse(
            responseCode = "200",
            description = "OK",
            content =
                    @Content(
                            mediaType = "application/json",
                            schema = @Schema(type = "string", format = "byte")))
    void post(
            @Parameter(hidden = true) WebRequest request,
            @RequestParam(defaultValue = "png")
                    @Pattern(regexp = FORMATS, message = "is png, svg, json, csv or raw") String format,
            @RequestParam(required = false) @Min(1) @Max(POINTS_MAX) @Nullable Integer maxDataPoints,
            @RequestParam(defaultValue = "false") boolean noNullPoints,
            @ParameterObject @Valid TimeRequest time,
            @ParameterObject @Valid PictureRequest picture,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        get(request, format, maxDataPoints, noNullPoints, time, picture, response);
    }

    private List<Series> series(Query query) {
        return switch (renderTargets.render(query)) {
            case Rendered(var series) -> series;
            case Invalid(var target, var position, var detail) ->
                    throw new ProblemException(
                                    LoggingProblem.INVALID_TARGET,
                                    "At position %d of the target: %s".formatted(position, detail))
                            .with("target", target)
                            .with("position", position)
                            .with("errors", List.of(FieldProblem.in("target", detail)));
            case TooMuch(var detail) ->
                    throw new ProblemException(LoggingProblem.TARGET_TOO_LARGE, detail);
        };
    }

    private static OutputStream body(HttpServletResponse response, String type) throws IOException {
        response.setContentType(
                type.startsWith("image/")
                        ? type
                        : new MediaType(MediaType.parseMediaType(type), StandardCharsets.UTF_8)
                                .toString());
        return response.getOutputStream();
    }
}
