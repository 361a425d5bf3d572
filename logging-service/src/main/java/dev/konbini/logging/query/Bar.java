package dev.konbini.logging.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The count of one interval.
///
/// @param time when it begins
/// @param count all its lines
/// @param values its lines by value, the most frequent first; null where no split was asked for
public record Bar(
        Instant time,
        long count,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Long> values) {}
