package dev.konbini.logging.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a saved search looks for: the parameters of a search, as they would be sent.
///
/// @param description for people; null for none
/// @param q in Lucene's query syntax; null for any
/// @param from RFC 3339 or relative, read when the search is run; null for no bound
/// @param to as `from`
/// @param service names, of which one must match; empty for any
/// @param level as `service`
/// @param traceId null for any
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SavedSearch(
        @Nullable String description,
        @Nullable String q,
        @Nullable String from,
        @Nullable String to,
        @Nullable List<String> service,
        @Nullable List<String> level,
        @Nullable String traceId) {}
