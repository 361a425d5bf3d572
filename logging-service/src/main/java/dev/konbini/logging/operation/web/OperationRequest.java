package dev.konbini.logging.operation.web;

import dev.konbini.logging.operation.Operation.Outcome;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a program outside says of an operation that begins.
///
/// @param startedAt when it began, where that is told later; at most 31 days ago
/// @param silenceMaxSeconds how long it may say nothing before it is shown as abandoned; an hour
///   where nothing is said
/// @param outcome where it has ended already
record OperationRequest(
        @NotNull @Pattern(
                        regexp = "[a-z0-9][a-z0-9.-]{0,63}",
                        message = "is letters a-z, digits, dots and hyphens, at most 64")
                String kind,
        @NotNull @Size(min = 1, max = 500) String what,
        @Nullable Instant startedAt,
        @Nullable @Min(1) @Max(86_400) Integer silenceMaxSeconds,
        @Nullable Outcome outcome,
        @Nullable @Size(max = 1_000_000) String output,
        @Nullable @Size(max = 50) Map<String, Object> details) {}
