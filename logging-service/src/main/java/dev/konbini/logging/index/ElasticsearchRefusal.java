package dev.konbini.logging.index;

import java.io.Serial;
import tools.jackson.databind.JsonNode;

/// Elasticsearch refuses the request for what it is. Repeating it changes nothing.
public final class ElasticsearchRefusal extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    private final int status;
    private final transient JsonNode error;

    ElasticsearchRefusal(int status, JsonNode error) {
        super("%d %s: %s".formatted(status, type(error), reason(error)));
        this.status = status;
        this.error = error;
    }

    /// The HTTP status of the refusal, 400 or 413.
    public int status() {
        return status;
    }

    /// The kind of error, such as `parse_exception`.
    public String type() {
        return type(error);
    }

    /// What Elasticsearch said of the first shard that failed, down to the innermost cause, or of
    /// the request as a whole.
    public String innermostReason() {
        var shard = error.path("failed_shards").path(0).path("reason");
        var cause = shard.isMissingNode() ? error : shard;
        while (cause.has("caused_by")) {
            cause = cause.path("caused_by");
        }
        return reason(cause);
    }

    private static String type(JsonNode error) {
        return error.path("type").asString("unknown");
    }

    private static String reason(JsonNode error) {
        return error.path("reason").asString("no reason given");
    }
}
