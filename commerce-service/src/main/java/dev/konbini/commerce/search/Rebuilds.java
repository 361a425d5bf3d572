package dev.konbini.commerce.search;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import dev.konbini.commerce.search.RebuildDocument.State;
import java.io.Serial;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/// The one rebuild that may run at a time, in MongoDB, and how the last one ended.
///
/// It belongs to whoever started it, by a lease that lapses when it is not extended.
@Component
final class Rebuilds {

    static final Duration LEASE = Duration.ofSeconds(30);

    /// Why a rebuild that was given up failed.
    static final String ABANDONED = "The replica that ran it stopped half-way.";

    private static final int DUPLICATE_KEY = 11000;

    private final MongoCollection<RebuildDocument> documents;
    private final Clock clock;
    private final Supplier<String> ids;

    Rebuilds(MongoDatabase database, Clock clock, Supplier<String> ids) {
        this.documents = database.getCollection(RebuildDocument.COLLECTION, RebuildDocument.class);
        this.clock = clock;
        this.ids = ids;
    }

    Optional<RebuildDocument> last() {
        return Optional.ofNullable(documents.find(eq("_id", RebuildDocument.ID)).first());
    }

    /// Begins a rebuild.
    ///
    /// @param startedAt by the clock that stamps changes of products
    /// @param by the subject of who asked for it
    /// @return empty where one runs already
    Optional<RebuildDocument> begin(Instant startedAt, String by) {
        var now = clock.instant();
        try {
            return Optional.ofNullable(
                    documents.findOneAndUpdate(
                            and(eq("_id", RebuildDocument.ID), ne("state", State.RUNNING.name())),
                            combine(
                                    set("state", State.RUNNING.name()),
                                    set("holder", ids.get()),
                                    set("leaseUntil", now.plus(LEASE)),
                                    set("startedAt", startedAt),
                                    unset("finishedAt"),
                                    unset("index"),
                                    unset("reason"),
                                    set("documents", 0L),
                                    set("operation", ids.get()),
                                    set("by", by)),
                            new FindOneAndUpdateOptions()
                                    .upsert(true)
                                    .returnDocument(ReturnDocument.AFTER)));
        } catch (MongoCommandException e) {
            if (e.getErrorCode() == DUPLICATE_KEY) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// Extends the lease and notes how far the rebuild is.
    ///
    /// @throws LeaseLostException where it lapsed and somebody else gave the rebuild up
    void progress(RebuildDocument rebuild, String index, long written) {
        extend(rebuild, combine(set("index", index), set("documents", written)));
    }

    /// Extends the lease.
    ///
    /// @throws LeaseLostException likewise
    void extend(RebuildDocument rebuild) {
        extend(rebuild, combine());
    }

    private void extend(RebuildDocument rebuild, Bson further) {
        var lease = set("leaseUntil", clock.instant().plus(LEASE));
        var result = documents.updateOne(mine(rebuild), combine(lease, further));
        if (result.getMatchedCount() == 0) {
            throw new LeaseLostException();
        }
    }

    void done(RebuildDocument rebuild) {
        finish(mine(rebuild), State.DONE, set("finishedAt", clock.instant()));
    }

    void failed(RebuildDocument rebuild, String reason) {
        finish(
                mine(rebuild),
                State.FAILED,
                combine(set("finishedAt", clock.instant()), set("reason", reason)));
    }

    /// A rebuild whose replica has died.
    Optional<RebuildDocument> abandoned() {
        return Optional.ofNullable(
                documents
                        .find(
                                and(
                                        eq("_id", RebuildDocument.ID),
                                        eq("state", State.RUNNING.name()),
                                        lapsedAt(clock.instant())))
                        .first());
    }

    /// Ends `rebuild` if it is still abandoned.
    ///
    /// @return whether it was this call that ended it
    boolean giveUp(RebuildDocument rebuild) {
        var now = clock.instant();
        return documents
                        .updateOne(
                                and(mine(rebuild), lapsedAt(now)),
                                combine(
                                        set("state", State.FAILED.name()),
                                        set("finishedAt", now),
                                        set("reason", ABANDONED)))
                        .getModifiedCount()
                == 1;
    }

    private static Bson lapsedAt(Instant now) {
        return or(lt("leaseUntil", now), eq("leaseUntil", null));
    }

    private void finish(Bson filter, State state, Bson update) {
        documents.updateOne(filter, combine(set("state", state.name()), update));
    }

    private static Bson mine(RebuildDocument rebuild) {
        return and(
                eq("_id", RebuildDocument.ID),
                eq("holder", rebuild.holder()),
                eq("state", State.RUNNING.name()));
    }

    /// The rebuild belongs to nobody, or to somebody else.
    static final class LeaseLostException extends RuntimeException {
        @Serial private static final long serialVersionUID = 1;

        LeaseLostException() {
            super("The rebuild took too long to report itself and was given up by others.");
        }
    }
}
