package dev.konbini.commerce.search.web;

import dev.konbini.commerce.search.IndexStatus;
import dev.konbini.commerce.search.RebuildDocument;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The index as it is answered.
@Schema(name = "SearchIndex")
record SearchIndexResponse(
        @Schema(description = "Whether Elasticsearch answers.") boolean reachable,
        @Schema(description = "Under which name it is read and written.") String alias,
        @Schema(description = "The index behind the alias.") @Nullable String index,
        Documents documents,
        @Schema(description = "Products whose latest change is not in the index yet.") long pending,
        @Schema(description = "Since when the longest of them waits.")
                @Nullable Instant pendingSince,
        @Schema(description = "The one that runs, else the last one.") @Nullable Rebuild rebuild) {

    static SearchIndexResponse from(IndexStatus.Status status) {
        return new SearchIndexResponse(
                status.reachable(),
                status.alias(),
                status.index(),
                new Documents(status.products(), status.documents()),
                status.pending(),
                status.pendingSince(),
                status.rebuild() == null ? null : Rebuild.from(status.rebuild()));
    }

    @Schema(name = "SearchIndexDocuments")
    record Documents(long database, @Nullable Long index) {}

    @Schema(name = "SearchIndexRebuild")
    record Rebuild(
            RebuildDocument.State state,
            Instant startedAt,
            @Nullable Instant finishedAt,
            @Schema(description = "The index that is being built.") @Nullable String index,
            @Schema(description = "How many products were written into it.") long documents,
            @Schema(description = "Why it failed.") @Nullable String reason) {

        static Rebuild from(RebuildDocument rebuild) {
            return new Rebuild(
                    rebuild.state(),
                    rebuild.startedAt(),
                    rebuild.finishedAt(),
                    rebuild.index(),
                    rebuild.documents(),
                    rebuild.reason());
        }
    }
}
