package dev.konbini.logging.query.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.konbini.logging.query.SavedSearches.Kept;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A saved search.
///
/// @param changedBy the subject of who changed it last
@JsonInclude(JsonInclude.Include.NON_NULL)
record SearchResponse(
        String name,
        @Nullable String description,
        @Nullable String q,
        @Nullable String from,
        @Nullable String to,
        @Nullable List<String> service,
        @Nullable List<String> level,
        @Nullable String traceId,
        Instant changedAt,
        String changedBy) {

    static SearchResponse from(Kept kept) {
        var search = kept.search();
        return new SearchResponse(
                kept.name(),
                search.description(),
                search.q(),
                search.from(),
                search.to(),
                search.service(),
                search.level(),
                search.traceId(),
                kept.changedAt(),
                kept.changedBy());
    }
}
