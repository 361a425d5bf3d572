package dev.konbini.transaction.order.mongo;

import java.time.Instant;
import java.util.List;
import org.bson.codecs.pojo.annotations.BsonId;

/// The part of an order's document that says which payments are to be voided.
public record VoidsDocument(@BsonId String id, List<VoidDocument> voids) {

    public record VoidDocument(int attempt, Instant due) {}
}
