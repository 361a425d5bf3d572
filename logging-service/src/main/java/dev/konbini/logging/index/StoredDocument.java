package dev.konbini.logging.index;

import tools.jackson.databind.JsonNode;

/// A document as it was read, with what tells whether it is still the same.
///
/// @param sequenceNumber of its last change in its index
/// @param primaryTerm of the shard that made the change
public record StoredDocument(String id, JsonNode source, long sequenceNumber, long primaryTerm) {

    /// A hit of a search that asked for `seq_no_primary_term`.
    public static StoredDocument from(JsonNode hit) {
        return new StoredDocument(
                hit.path("_id").asString(),
                hit.path("_source"),
                hit.path("_seq_no").asLong(),
                hit.path("_primary_term").asLong());
    }
}
