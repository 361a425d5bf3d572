package dev.konbini.logging.rebuild;

import dev.konbini.logging.index.IndexClaims;
import dev.konbini.logging.index.IndexManagement;
import dev.konbini.logging.index.IndexManagement.Size;
import dev.konbini.logging.index.Indices;
import dev.konbini.logging.index.LineIndex;
import dev.konbini.logging.index.LineIndices;
import dev.konbini.logging.index.LineMapping;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Service;

/// Lists the indices of lines.
@Service
public final class ListIndices {

    static final Comparator<LineIndex> NEWEST_FIRST =
            Comparator.comparing(LineIndex::day).reversed().thenComparing(LineIndex::name);

    private static final Size UNKNOWN = new Size(0, 0);

    private final LineIndices lineIndices;
    private final IndexManagement management;
    private final IndexClaims claims;
    private final Indices indices;
    private final LineMapping mapping;

    ListIndices(
            LineIndices lineIndices,
            IndexManagement management,
            IndexClaims claims,
            Indices indices,
            LineMapping mapping) {
        this.lineIndices = lineIndices;
        this.management = management;
        this.claims = claims;
        this.indices = indices;
        this.mapping = mapping;
    }

    /// All of them, those of the newest day first.
    ///
    /// @throws dev.konbini.logging.index.ElasticsearchUnavailable where Elasticsearch is away
    public List<Listed> list() {
        var rebuilt = claims.of(RebuildIndices.WORK);
        var sizes = management.sizes(indices.ofAllLines());
        return lineIndices.all().stream()
                .sorted(NEWEST_FIRST)
                .map(index ->
                        new Listed(
                                index,
                                sizes.getOrDefault(index.storedAs(), UNKNOWN),
                                isCurrent(index),
                                rebuilt.contains(index.name())))
                .toList();
    }

    /// The version that the mapping of an index must have to be current.
    public int mappingVersion() {
        return mapping.version();
    }

    boolean isCurrent(LineIndex index) {
        return index.mappingVersion() >= mapping.version();
    }

    /// An index.
    ///
    /// @param isCurrent whether lines of it are found by all fields by which they are today
    public record Listed(LineIndex index, Size size, boolean isCurrent, boolean isBeingRebuilt) {}
}
