package dev.konbini.logging.tail.lucene;

import java.util.Set;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/// What is asked of each line.
///
/// @param tenant whose lines may be shown at all, whatever the query says; null for everybody's
/// @param query null where every line matches
/// @param fields the names of the fields that the query looks into
public record LineQuery(@Nullable String tenant, @Nullable Query query, Set<String> fields) {

    /// Whether a line of `owner` may be shown.
    public boolean mayShow(String owner) {
        return tenant == null || tenant.equals(owner);
    }
}
