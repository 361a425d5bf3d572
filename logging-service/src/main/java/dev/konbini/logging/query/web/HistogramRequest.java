package dev.konbini.logging.query.web;

import dev.konbini.logging.query.CountLines.Split;
import dev.konbini.logging.query.LineFilter;
import dev.konbini.web.problem.FieldProblem;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// How lines are to be counted.
record HistogramRequest(
        @Parameter(description = "How long each count is, such as 1m; about 60 counts by default")
                @Pattern(regexp = "[1-9]\\d{0,5}[smhd]", message = "is a number and s, m, h or d") @Nullable String interval,
        @Parameter(description = "What to split each count by: level or service")
                @Pattern(regexp = "level|service", message = "is level or service") @Nullable String by) {

    private static final int BARS = 60;
    private static final int BARS_MAX = 2000;
    private static final List<Duration> STEPS =
            List.of(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(15),
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(15),
                    Duration.ofHours(1),
                    Duration.ofHours(6),
                    Duration.ofDays(1),
                    Duration.ofDays(7),
                    Duration.ofDays(30));

    /// How long each count is, over the time of `filter`.
    Duration length(LineFilter filter) {
        var whole =
                Duration.between(
                        Objects.requireNonNull(filter.from()), Objects.requireNonNull(filter.to()));
        if (interval == null) {
            return STEPS.stream()
                    .filter(step -> step.multipliedBy(BARS).compareTo(whole) >= 0)
                    .findFirst()
                    .orElse(Duration.ofDays(Math.max(30, whole.toDays() / BARS + 1)));
        }
        var length =
                Duration.parse(
                        (interval.endsWith("d") ? "P" : "PT") + interval.toUpperCase(Locale.ROOT));
        if (length.multipliedBy(BARS_MAX).compareTo(whole) < 0) {
            throw LinesRequest.invalid(
                    FieldProblem.in(
                            "interval",
                            "It gives more than %d counts for that time.".formatted(BARS_MAX)));
        }
        return length;
    }

    @Nullable Split split() {
        return by == null ? null : Split.valueOf(by.toUpperCase(Locale.ROOT));
    }
}
