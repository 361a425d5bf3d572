package dev.konbini.transaction.outbox.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.elemMatch;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.nin;
import static com.mongodb.client.model.Filters.not;
import static com.mongodb.client.model.Filters.or;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.pull;
import static com.mongodb.client.model.Updates.pushEach;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.unset;

import com.fasterxml.uuid.Generators;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.IndexModel;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import dev.konbini.transaction.outbox.Outbox;
import dev.konbini.transaction.outbox.OutboxEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/// The documents that have an outbox.
///
/// Two fields of the document belong to it: `outbox`, the events in the order they became true, and
/// `publishBy`, which exists exactly while there are some and says until when somebody is at them.
@Component
public final class MongoOutbox {

    private static final String EVENTS = "outbox";
    private static final String PUBLISH_BY = "publishBy";
    private static final String PUBLISHER = "publisher";

    private final MongoCollection<OutboxDocument> documents;

    MongoOutbox(MongoDatabase database) {
        this.documents = database.getCollection(Outbox.COLLECTION, OutboxDocument.class);
    }

    /// What the collection's sweep needs.
    public static IndexModel index() {
        return new IndexModel(Indexes.ascending(PUBLISH_BY), new IndexOptions().sparse(true));
    }

    /// The part of an update that makes `events` true with it.
    ///
    /// @param publishBy until then they are for the caller's replica to publish
    public static Bson adding(List<OutboxEvent> events, Instant publishBy) {
        return combine(pushEach(EVENTS, events), set(PUBLISH_BY, publishBy));
    }

    /// The events of the documents `ids`, by document; one without events is left out.
    public Map<String, List<OutboxEvent>> read(Collection<String> ids) {
        return events(in("_id", ids));
    }

    /// Takes over at most `count` documents that nobody has been at since `now`.
    ///
    /// @param until nobody else takes them over before then
    /// @param longest nobody who is at them now, by a clock that is about right, has them until
    ///   after that
    public Map<String, List<OutboxEvent>> claim(
            Instant now, Instant until, Instant longest, int count) {
        var free = or(lte(PUBLISH_BY, now), gt(PUBLISH_BY, longest));
        var ids =
                documents
                        .find(free)
                        .projection(include("_id"))
                        .sort(Sorts.ascending(PUBLISH_BY))
                        .limit(count)
                        .map(OutboxDocument::id)
                        .into(new ArrayList<>());
        if (ids.isEmpty()) {
            return Map.of();
        }
        // Another replica may have seen the same ones: the condition gives each to one of us, the
        // name says to whom.
        var claim = Generators.timeBasedEpochGenerator().generate().toString();
        documents.updateMany(
                and(in("_id", ids), free), combine(set(PUBLISH_BY, until), set(PUBLISHER, claim)));
        return events(and(in("_id", ids), eq(PUBLISHER, claim)));
    }

    /// Removes the events that Kafka has, by document.
    public void remove(Map<String, List<String>> eventIds) {
        var writes = new ArrayList<WriteModel<OutboxDocument>>();
        eventIds.forEach((id, acknowledged) -> {
            // Mostly these are all there are, and the document leaves the sweep's index with them.
            var others = elemMatch(EVENTS, nin("id", acknowledged));
            writes.add(
                    new UpdateOneModel<>(
                            and(eq(id), not(others)),
                            combine(set(EVENTS, List.of()), unset(PUBLISH_BY), unset(PUBLISHER))));
            writes.add(
                    new UpdateOneModel<>(
                            and(eq(id), others),
                            pull(EVENTS, new Document("id", new Document("$in", acknowledged)))));
        });
        documents.bulkWrite(writes);
    }

    /// How many documents have events that are not in Kafka, counted up to `max`.
    public long backlog(int max) {
        return documents.countDocuments(
                exists(PUBLISH_BY), new CountOptions().limit(max).hintString(PUBLISH_BY + "_1"));
    }

    private Map<String, List<OutboxEvent>> events(Bson filter) {
        var byId = new LinkedHashMap<String, List<OutboxEvent>>();
        for (var document : documents.find(filter).projection(include(EVENTS))) {
            if (!document.events().isEmpty()) {
                byId.put(document.id(), document.events());
            }
        }
        return byId;
    }
}
