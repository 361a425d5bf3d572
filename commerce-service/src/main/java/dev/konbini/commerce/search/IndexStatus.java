package dev.konbini.commerce.search;

import dev.konbini.commerce.catalogue.ProductChanges;
import dev.konbini.commerce.search.elastic.IndexUnavailableException;
import dev.konbini.commerce.search.elastic.ProductsIndex;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Says how well the index follows the database.
@Service
public final class IndexStatus {

    private final ProductChanges changes;
    private final ProductsIndex index;
    private final Rebuilds rebuilds;

    IndexStatus(ProductChanges changes, ProductsIndex index, Rebuilds rebuilds) {
        this.changes = changes;
        this.index = index;
        this.rebuilds = rebuilds;
    }

    public Status status() {
        var live = live();
        return new Status(
                index.alias(),
                live.isPresent(),
                live.flatMap(Live::name).orElse(null),
                changes.count(),
                live.flatMap(Live::documents).orElse(null),
                changes.countUnindexed(),
                changes.unindexedSince().orElse(null),
                rebuilds.last().orElse(null));
    }

    private Optional<Live> live() {
        try {
            var name = index.live();
            return Optional.of(new Live(name, name.map(index::count)));
        } catch (IndexUnavailableException e) {
            return Optional.empty();
        }
    }

    private record Live(Optional<String> name, Optional<Long> documents) {}

    /// The index beside the database.
    ///
    /// @param reachable whether Elasticsearch answers
    /// @param index the live one; null where there is none, or it cannot be asked
    /// @param products in the database
    /// @param documents in the index; null where it cannot be asked
    /// @param pending products whose latest change is not in the index
    /// @param pendingSince since when the longest of them waits
    /// @param rebuild the one that runs, else the last one; null where there was none
    public record Status(
            String alias,
            boolean reachable,
            @Nullable String index,
            long products,
            @Nullable Long documents,
            long pending,
            @Nullable Instant pendingSince,
            @Nullable RebuildDocument rebuild) {}
}
