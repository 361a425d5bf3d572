package dev.konbini.logging.query.web;

import dev.konbini.logging.query.CountLines;
import dev.konbini.logging.query.FindLines;
import dev.konbini.logging.query.Histogram;
import dev.konbini.logging.query.LogLine;
import dev.konbini.web.access.Caller;
import dev.konbini.web.page.Page;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Lists and counts log lines, of the caller's tenant or, for operators, of any.
@RestController
@RequestMapping("/api/logs")
final class LogsController {

    private final FindLines findLines;
    private final CountLines countLines;
    private final LineFilters filters;

    LogsController(FindLines findLines, CountLines countLines, LineFilters filters) {
        this.findLines = findLines;
        this.countLines = countLines;
        this.filters = filters;
    }

    /// A page of lines, newest first. It has `size` of them, or fewer where they are very long:
    /// whether others follow is what `next` says.
    @GetMapping
    @Operation(summary = "Log lines, newest first, page by page without end")
    Page<LogLine> lines(
            @ParameterObject @Valid LinesRequest request,
            @RequestParam(defaultValue = "50") @Min(1) @Max(FindLines.SIZE_MAX) int size,
            @RequestParam(required = false) @Size(max = 4000) @Nullable String after,
            @Parameter(hidden = true) Caller caller) {
        return findLines.find(filters.of(request, caller), size, after);
    }

    /// Counts over time.
    @GetMapping("/histogram")
    @Operation(summary = "Counts of log lines over time, of the last hour unless told otherwise")
    Histogram histogram(
            @ParameterObject @Valid LinesRequest request,
            @ParameterObject @Valid HistogramRequest histogram,
            @Parameter(hidden = true) Caller caller) {
        var filter = filters.bounded(request, caller);
        return countLines.count(filter, histogram.length(filter), histogram.split());
    }
}
