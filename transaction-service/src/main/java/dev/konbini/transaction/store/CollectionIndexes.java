package dev.konbini.transaction.store;

import com.mongodb.client.model.IndexModel;
import java.util.List;

/// The indexes a feature needs on one of its collections; made at start-up if they are not there
/// yet.
public record CollectionIndexes(String collection, List<IndexModel> indexes) {

    public CollectionIndexes {
        indexes = List.copyOf(indexes);
    }
}
