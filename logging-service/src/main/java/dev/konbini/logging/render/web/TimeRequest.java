package dev.konbini.logging.render.web;

import dev.konbini.logging.metric.MetricProperties;
import dev.konbini.logging.render.target.RenderTime;
import dev.konbini.logging.tenant.Tenant;
import dev.konbini.web.problem.FieldProblem;
import dev.konbini.web.problem.ProblemException;
import dev.konbini.web.problem.RequestProblem;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which time is asked for, and whose metrics.
record TimeRequest(
        @Parameter(
                        description =
                                "Graphite's forms: -1h, now-5min, seconds since 1970, HH:MM_YYYYMMDD,"
                                        + " today, noon yesterday, MM/DD/YY")
                @Size(max = 60) @Nullable String from,
        @Parameter(description = "As from; now by default") @Size(max = 60) @Nullable String until,
        @Parameter(
                        description =
                                "The zone in which days begin and times are written, such as Asia/Tokyo")
                @Size(max = 60) @Nullable String tz,
        @Parameter(description = "Whose metrics; the suite's own by default")
                @Pattern(regexp = Tenant.NAME) @Nullable String tenant) {

    private static final Instant MIN = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant MAX = Instant.parse("2200-01-01T00:00:00Z");

    ZoneId zone() {
        if (tz == null || tz.isEmpty()) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneId.of(tz);
        } catch (DateTimeException e) {
            throw invalid(
                    FieldProblem.in("tz", "\"%s\" is no zone, such as Asia/Tokyo.".formatted(tz)));
        }
    }

    /// @param before how long before its end it begins where it does not say so
    Span span(Instant now, Duration before) {
        var end = time("until", until, now, now);
        var start = time("from", from, now, end.minus(before));
        if (!start.isBefore(end)) {
            throw invalid(FieldProblem.in("from", "It must be before until."));
        }
        return new Span(start.getEpochSecond(), end.getEpochSecond());
    }

    private Instant time(String name, @Nullable String text, Instant now, Instant otherwise) {
        var time = parsed(name, text, now, otherwise);
        if (time.isBefore(MIN) || time.isAfter(MAX)) {
            throw invalid(FieldProblem.in(name, "It must be from the years 1900 to 2199."));
        }
        return time;
    }

    private Instant parsed(String name, @Nullable String text, Instant now, Instant otherwise) {
        // Grafana sends a plus in a form as it is, where it means a blank.
        return text == null || text.isBlank() || text.equals("-1")
                ? otherwise
                : new RenderTime(zone(), now)
                        .parse(text)
                        .orElseThrow(() ->
                                invalid(
                                        FieldProblem.in(
                                                name,
                                                "\"%s\" is no time, such as -1h, now-5min or 18:30_20261124."
                                                        .formatted(text))));
    }

    String tenantOr(MetricProperties properties) {
        return tenant == null ? properties.tenant() : tenant;
    }

    static ProblemException invalid(FieldProblem error) {
        return new ProblemException(RequestProblem.INVALID_REQUEST, "Change what errors[] names.")
                .with("errors", List.of(error));
    }

    /// From after one time up to another, in seconds since 1970.
    record Span(long from, long until) {}
}
