package dev.konbini.logging.query.web;

import dev.konbini.logging.query.SavedSearch;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A search that is to be kept: the parameters of `GET /api/logs`.
record SearchRequest(
        @Size(max = 500) @Nullable String description,
        @Size(max = 2000) @Nullable String q,
        @Size(max = 40) @Nullable String from,
        @Size(max = 40) @Nullable String to,
        @Size(max = 20) @Nullable List<@NotNull @Size(max = 1024) String> service,
        @Size(max = 20) @Nullable List<@NotNull @Size(max = 64) String> level,
        @Pattern(regexp = "[0-9a-f]{32}") @Nullable String traceId) {

    SavedSearch search() {
        return new SavedSearch(description, q, from, to, service, level, traceId);
    }

    /// The request that the search will be.
    LinesRequest lines() {
        return new LinesRequest(q, from, to, service, level, traceId, null, null);
    }
}
