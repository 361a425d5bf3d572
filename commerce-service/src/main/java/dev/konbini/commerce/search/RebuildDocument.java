package dev.konbini.commerce.search;

import java.time.Instant;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/// A rebuild as it is stored.
///
/// @param holder who runs it; new for each rebuild
/// @param leaseUntil when it counts as abandoned
/// @param documents how many products were written so far
/// @param operation what it is called on record; null in one that 0.2.0 began
/// @param by the subject of who asked for it; null likewise
public record RebuildDocument(
        @BsonId String id,
        State state,
        String holder,
        Instant leaseUntil,
        Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String index,
        long documents,
        @Nullable String reason,
        @Nullable String operation,
        @Nullable String by) {

    static final String COLLECTION = "searchIndexRebuilds";
    static final String ID = "products";

    /// How far a rebuild came.
    public enum State {
        RUNNING,
        DONE,
        FAILED
    }
}
