package dev.konbini.transaction.outbox.mongo;

import dev.konbini.transaction.outbox.OutboxEvent;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/// The part of a document that this feature knows.
public record OutboxDocument(@BsonId String id, @Nullable List<OutboxEvent> outbox) {

    List<OutboxEvent> events() {
        return outbox == null ? List.of() : outbox;
    }
}
