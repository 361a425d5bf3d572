package dev.konbini.logging.operation.web;

import dev.konbini.logging.operation.Operation.Outcome;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a program outside says of an operation that goes on or ends.
///
/// @param outcome null while it goes on
/// @param output all that it said so far; null to keep what is there
/// @param details null to keep what is there
record ProgressRequest(
        @Nullable Outcome outcome,
        @Nullable @Size(max = 1_000_000) String output,
        @Nullable @Size(max = 50) Map<String, Object> details) {}
