package dev.konbini.logging.deadletter;

import dev.konbini.logging.index.BulkActions;
import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.ElasticsearchUnavailable;
import dev.konbini.logging.index.StoredDocument;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Who sends which letter again, kept with each letter.
@Component
final class LetterClaims {

    /// A claim older than that is nobody's any more.
    private static final Duration HELD = Duration.ofMinutes(2);

    private static final int CONFLICT = 409;

    private final Elasticsearch elasticsearch;
    private final JsonMapper json;
    private final Clock clock;

    LetterClaims(Elasticsearch elasticsearch, JsonMapper json, Clock clock) {
        this.elasticsearch = elasticsearch;
        this.json = json;
        this.clock = clock;
    }

    /// Before when a claim must have been made to have lapsed at `now`.
    static Instant lapsed(Instant now) {
        return now.minus(HELD);
    }

    /// Claims the letters of `hits` for `operation`.
    ///
    /// @return those that it got: the others were claimed by somebody else meanwhile
    List<Claimed> claim(List<JsonNode> hits, String operation) {
        var now = clock.instant().toString();
        var actions = new BulkActions();
        for (var hit : hits) {
            actions.change(
                    hit.path("_index").asString(),
                    StoredDocument.from(hit),
                    redrive("operation", operation, "claimedAt", now));
        }
        var answers = elasticsearch.bulk(actions);
        var claimed = new ArrayList<Claimed>();
        for (var i = 0; i < hits.size(); i++) {
            if (isDone(answers.get(i))) {
                claimed.add(new Claimed(hits.get(i), answers.get(i)));
            }
        }
        return claimed;
    }

    /// Takes note that the letters are sent, and of the others that they are not.
    ///
    /// @param refusals for each letter why it was not sent; null where it was
    void settle(List<Claimed> claimed, List<@Nullable Exception> refusals) {
        var now = clock.instant().toString();
        var actions = new BulkActions();
        for (var i = 0; i < claimed.size(); i++) {
            var sent = refusals.get(i) == null;
            actions.change(
                    claimed.get(i).hit().path("_index").asString(),
                    claimed.get(i).document(),
                    sent
                            ? redrive("sentAt", now, "claimedAt", now)
                            : redrive("sentAt", null, "claimedAt", null));
        }
        elasticsearch.bulk(actions).forEach(LetterClaims::isDone);
    }

    private static boolean isDone(JsonNode answer) {
        var status = answer.path("status").asInt();
        if (status >= 300 && status != CONFLICT) {
            throw new ElasticsearchUnavailable(
                    "A letter could not be claimed: %d %s".formatted(status, answer.path("error")),
                    null);
        }
        return status < 300;
    }

    private ObjectNode redrive(
            String name, @Nullable String value, String second, @Nullable String secondValue) {
        var changes = json.createObjectNode();
        changes.putObject("redrive").put(name, value).put(second, secondValue);
        return changes;
    }

    /// A letter that is this operation's to send.
    ///
    /// @param answer what Elasticsearch said to the claim
    record Claimed(JsonNode hit, JsonNode answer) {

        StoredDocument document() {
            return new StoredDocument(
                    hit.path("_id").asString(),
                    hit.path("_source"),
                    answer.path("_seq_no").asLong(),
                    answer.path("_primary_term").asLong());
        }
    }
}
