package dev.konbini.logging.metric;

import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.ElasticsearchUnavailable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Writes of documents gathered into requests of a fitting size.
///
/// A write that Elasticsearch answers with a conflict was outrun by another and counts as done.
/// Every other refusal is for later: what is written here is ours, so the index is at fault.
final class BulkActions {

    private static final int BYTES_MAX = 2 << 20;
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;

    private final Elasticsearch elasticsearch;
    private byte[] bytes = new byte[256 << 10];
    private int length;
    private int outrun;

    BulkActions(Elasticsearch elasticsearch) {
        this.elasticsearch = elasticsearch;
    }

    /// Adds a write.
    ///
    /// @param action one line of JSON
    /// @param document one line of JSON, or null for a removal
    void add(String action, @Nullable String document) {
        put(action);
        if (document != null) {
            put(document);
        }
        if (length >= BYTES_MAX) {
            send();
        }
    }

    /// Sends what is left.
    ///
    /// @return how many of all writes were outrun
    int finish() {
        send();
        return outrun;
    }

    private void send() {
        if (length == 0) {
            return;
        }
        var answer = elasticsearch.bulk(bytes, length);
        // The client may still read the body of a request that failed, which throws above.
        length = 0;
        if (answer != null) {
            answer.path("items").forEach(this::judge);
        }
    }

    private void judge(JsonNode item) {
        var answer = item.iterator().next();
        var status = answer.path("status").asInt(0);
        if (status == CONFLICT) {
            outrun++;
        } else if (status >= 300 && status != NOT_FOUND) {
            throw new ElasticsearchUnavailable(
                    "A document was answered %d: %s"
                            .formatted(status, answer.path("error").path("reason").asString("")),
                    null);
        }
    }

    private void put(String line) {
        var encoded = line.getBytes(StandardCharsets.UTF_8);
        if (bytes.length - length < encoded.length + 1) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + encoded.length + 1));
        }
        System.arraycopy(encoded, 0, bytes, length, encoded.length);
        length += encoded.length;
        bytes[length++] = '\n';
    }
}
