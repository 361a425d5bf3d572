package dev.konbini.commerce.durability;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.client.MongoCollection;

/// Tells whether what was read is there to stay: a primary tells also what no majority has yet, and
/// what the next election may take back.
public final class DurableReads {

    private DurableReads() {}

    /// Whether `field` of a document is still `value`, and no election takes it back.
    ///
    /// Told by a write that changes nothing: it is acknowledged when a majority has all before it.
    ///
    /// @param field one that is another after each change of the document
    public static boolean stays(
            MongoCollection<?> documents, String id, String field, Object value) {
        return documents
                        .updateOne(and(eq("_id", id), eq(field, value)), set(field, value))
                        .getMatchedCount()
                == 1;
    }
}
