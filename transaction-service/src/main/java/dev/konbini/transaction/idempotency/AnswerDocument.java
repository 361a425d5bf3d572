package dev.konbini.transaction.idempotency;

import java.time.Instant;
import java.util.Map;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/// A request's name, what it asked for, and the first answer to it.
///
/// @param name hash of the request's name
/// @param fingerprint of what it asked for
/// @param expiresAt when it is forgotten
/// @param answer null until there is one
public record AnswerDocument(
        @BsonId String name, String fingerprint, Instant expiresAt, @Nullable Answer answer) {

    /// An answer as it was given.
    ///
    /// @param headers those that belong to the answer: `Location` and `ETag`
    /// @param body JSON; empty for none
    public record Answer(int status, Map<String, String> headers, String body) {}
}
