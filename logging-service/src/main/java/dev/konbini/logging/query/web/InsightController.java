package dev.konbini.logging.query.web;

import dev.konbini.logging.LoggingProblem;
import dev.konbini.logging.query.Context;
import dev.konbini.logging.query.FieldList;
import dev.konbini.logging.query.FindPatterns;
import dev.konbini.logging.query.ListFields;
import dev.konbini.logging.query.Patterns;
import dev.konbini.logging.query.ReadContext;
import dev.konbini.logging.query.Scope;
import dev.konbini.logging.tenant.Tenant;
import dev.konbini.web.access.Caller;
import dev.konbini.web.problem.FieldProblem;
import dev.konbini.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Says what is in lines: their fields, their neighbours, their patterns.
@RestController
@RequestMapping("/api/logs")
final class InsightController {

    private final ListFields listFields;
    private final ReadContext readContext;
    private final FindPatterns findPatterns;
    private final LineFilters filters;

    InsightController(
            ListFields listFields,
            ReadContext readContext,
            FindPatterns findPatterns,
            LineFilters filters) {
        this.listFields = listFields;
        this.readContext = readContext;
        this.findPatterns = findPatterns;
        this.filters = filters;
    }

    /// The fields that lines have, or one field's values.
    @GetMapping("/fields")
    @Operation(
            summary =
                    "The fields of the lines of the last hour, or of the time asked for, and their"
                            + " most frequent values")
    FieldList fields(
            @ParameterObject @Valid LinesRequest request,
            @Parameter(description = "One field, whose values are wanted")
                    @RequestParam(required = false)
                    @Size(max = 256) @Nullable String field,
            @Parameter(description = "What the names begin with; with field, the values")
                    @RequestParam(required = false)
                    @Size(max = ListFields.PREFIX_CHARS_MAX) @Nullable String prefix,
            @Parameter(
                            description =
                                    "How many fields at most, up to 100; with field, how many"
                                            + " values, up to 1000")
                    @RequestParam(defaultValue = "50")
                    @Min(1) @Max(ListFields.VALUES_MAX) int size,
            @Parameter(hidden = true) Caller caller) {
        var filter = filters.bounded(request, caller);
        var beginning = Objects.requireNonNullElse(prefix, "");
        if (field == null || field.isEmpty()) {
            return listFields.list(filter, beginning, Math.min(size, ListFields.FIELDS_MAX));
        }
        return listFields.values(filter, field, beginning, size);
    }

    /// The lines around a line.
    @GetMapping("/context")
    @Operation(summary = "The lines around a line, of the same instance, host or service")
    Context context(
            @Parameter(description = "The line's id") @RequestParam @NotBlank @Size(max = 512) String id,
            @RequestParam(defaultValue = "10") @Min(0) @Max(ReadContext.SIDE_MAX) int before,
            @RequestParam(defaultValue = "10") @Min(0) @Max(ReadContext.SIDE_MAX) int after,
            @Parameter(description = "For operators: the lines of this tenant alone")
                    @RequestParam(required = false)
                    @Pattern(regexp = Tenant.NAME) @Nullable String tenant,
            @Parameter(hidden = true) Caller caller) {
        return readContext
                .read(Scope.of(caller, tenant), id, before, after)
                .orElseThrow(() ->
                        new ProblemException(
                                        LoggingProblem.UNKNOWN_LINE,
                                        "No line of yours has this id. One that came in just now"
                                                + " is found a moment later.")
                                .with(
                                        "errors",
                                        List.of(FieldProblem.in("id", "No line has this id."))));
    }

    /// What messages have in common.
    @GetMapping("/patterns")
    @Operation(
            summary =
                    "Groups of lines of the last hour, or of the time asked for, whose messages are"
                            + " alike, by a sample of them")
    Patterns patterns(
            @ParameterObject @Valid LinesRequest request,
            @Parameter(description = "How many messages to compare at most")
                    @RequestParam(defaultValue = "5000")
                    @Min(1) @Max(FindPatterns.SAMPLE_MAX) int sample,
            @RequestParam(defaultValue = "50") @Min(1) @Max(1000) int size,
            @Parameter(hidden = true) Caller caller) {
        return findPatterns.find(filters.bounded(request, caller), sample, size);
    }
}
