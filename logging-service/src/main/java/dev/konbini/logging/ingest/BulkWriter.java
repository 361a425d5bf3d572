package dev.konbini.logging.ingest;

import dev.konbini.logging.deadletter.DeadLetter;
import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.ElasticsearchRefusal;
import dev.konbini.logging.index.ElasticsearchUnavailable;
import dev.konbini.logging.index.IndexClaims;
import dev.konbini.logging.index.IndexManagement;
import dev.konbini.logging.ingest.Reading.Document;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Writes documents to Elasticsearch, many in one request, and tells what became of each.
@Component
final class BulkWriter {

    /// Errors with status 400 that are about the cluster, not the document: no room for another
    /// index, or one that is closed. What they hit is as good as any other document.
    private static final Set<String> CLUSTER_ERRORS =
            Set.of("validation_exception", "index_closed_exception");

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;

    /// How Elasticsearch calls the block that the setting `index.blocks.write` makes, unlike those
    /// that it makes itself, such as on a full disk.
    private static final String CLOSED_TO_WRITING = "FORBIDDEN/8/";

    private static final int CONFLICT = 409;
    private static final int CONTENT_TOO_LARGE = 413;
    private static final int SUCCESS_MAX = 299;

    private final Elasticsearch elasticsearch;
    private final IndexManagement management;
    private final IndexClaims claims;
    private final long bytesMax;
    private final Deque<BulkBody> bodies = new ArrayDeque<>();

    BulkWriter(
            Elasticsearch elasticsearch,
            IndexManagement management,
            IndexClaims claims,
            IngestProperties properties) {
        this.elasticsearch = elasticsearch;
        this.management = management;
        this.claims = claims;
        this.bytesMax = properties.bulkSize().toBytes();
    }

    /// Writes `documents`, in as many requests as their size takes.
    ///
    /// Each document is tried, whatever becomes of the others. Safe to repeat: what is there
    /// already is left alone.
    ///
    /// @throws ElasticsearchUnavailable if a request as a whole failed and may succeed later
    Written write(List<Document> documents) {
        var written = writeOnce(documents);
        if (written.closedOut.isEmpty()) {
            return written;
        }
        written.closedOut.stream().map(Document::index).distinct().forEach(this::open);
        var late = writeOnce(written.closedOut);
        late.closedOut.forEach(document ->
                late.postponed.add("index %s is closed to writing".formatted(document.index())));
        written.add(late);
        return written;
    }

    // A day that was settled (see retention) is opened for its late lines. Who has claimed it has
    // closed it for a moment (see rebuild) or opens it too: what is closed out still waits for
    // them.
    private void open(String index) {
        var _ = claims.change(index, "open", _ -> management.openToWriting(index));
    }

    private Written writeOnce(List<Document> documents) {
        var written = new Written();
        var start = 0;
        while (start < documents.size()) {
            var end = start;
            var size = 0L;
            do {
                size += documents.get(end++).size();
            } while (end < documents.size() && size + documents.get(end).size() <= bytesMax);
            send(documents.subList(start, end), written);
            start = end;
        }
        return written;
    }

    private void send(List<Document> documents, Written written) {
        // A body whose request failed is not used again: the client may still be reading it.
        var body = takeBody();
        documents.forEach(body::add);
        @Nullable JsonNode answer;
        try {
            answer = elasticsearch.bulk(body.bytes(), body.length());
        } catch (ElasticsearchRefusal e) {
            divide(documents, e, written);
            return;
        }
        giveBack(body);
        if (answer == null) {
            written.stored.addAll(documents);
            return;
        }
        var items = answer.path("items");
        if (items.size() != documents.size()) {
            throw new ElasticsearchUnavailable(
                    "%d documents were answered %d times".formatted(documents.size(), items.size()),
                    null);
        }
        for (var i = 0; i < documents.size(); i++) {
            judge(documents.get(i), items.get(i).path("create"), written);
        }
    }

    // One bad document can make Elasticsearch refuse the request: halving finds it, and lets the
    // others through.
    private void divide(List<Document> documents, ElasticsearchRefusal refusal, Written written) {
        if (documents.size() == 1) {
            written.rejected.add(
                    new DeadLetter(
                            documents.getFirst().record(),
                            refusal.type(),
                            refusal.innermostReason()));
            return;
        }
        var middle = documents.size() / 2;
        send(documents.subList(0, middle), written);
        send(documents.subList(middle, documents.size()), written);
    }

    private static void judge(Document document, JsonNode item, Written written) {
        var status = item.path("status").asInt(0);
        if (status == CONFLICT) {
            written.repeated.add(document);
            return;
        }
        if (status >= 200 && status <= SUCCESS_MAX) {
            written.stored.add(document);
            return;
        }
        var type = item.path("error").path("type").asString("unknown");
        var reason = reason(item.path("error"));
        if ((status == BAD_REQUEST && !CLUSTER_ERRORS.contains(type))
                || status == CONTENT_TOO_LARGE) {
            written.rejected.add(new DeadLetter(document.record(), type, reason));
        } else if (status == FORBIDDEN && reason.contains(CLOSED_TO_WRITING)) {
            written.closedOut.add(document);
        } else {
            written.postponed.add(status + " " + type + ": " + reason);
        }
    }

    private static String reason(JsonNode error) {
        var reason = error.path("reason").asString("");
        var cause = error.path("caused_by").path("reason").asString("");
        return cause.isEmpty() || reason.contains(cause) ? reason : reason + ": " + cause;
    }

    private BulkBody takeBody() {
        synchronized (bodies) {
            var body = bodies.poll();
            return body == null ? new BulkBody() : body;
        }
    }

    private void giveBack(BulkBody body) {
        body.clear();
        synchronized (bodies) {
            bodies.push(body);
        }
    }

    /// What became of the documents.
    static final class Written {

        /// Not there before, and now kept.
        final List<Document> stored = new ArrayList<>();

        /// Kept before.
        final List<Document> repeated = new ArrayList<>();

        /// Never to be kept.
        final List<DeadLetter> rejected = new ArrayList<>();

        /// Not kept, because their index is closed to writing.
        final List<Document> closedOut = new ArrayList<>();

        /// Why some could not be kept now but may be later, one reason for each.
        final List<String> postponed = new ArrayList<>();

        private void add(Written more) {
            stored.addAll(more.stored);
            repeated.addAll(more.repeated);
            rejected.addAll(more.rejected);
            postponed.addAll(more.postponed);
        }
    }
}
