package dev.konbini.logging.index;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Speaks with Elasticsearch, in its own JSON.
///
/// Every call throws [ElasticsearchUnavailable] where repeating it may help and
/// [ElasticsearchRefusal] where it cannot.
@Component
public final class Elasticsearch {

    private static final ContentType NDJSON = ContentType.create("application/x-ndjson");
    private static final String SCANNED = "_scroll_id,hits.hits.fields";
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final Calls calls;
    private final Calls searches;
    private final JsonMapper json;

    Elasticsearch(ElasticsearchClients clients, JsonMapper json) {
        this.calls = clients.writing();
        this.searches = clients.searching();
        this.json = json;
    }

    /// Searches `indices`, a pattern that may match none. An answer from a part of the shards is
    /// never given for the whole.
    ///
    /// @throws AnswerTooLarge see [HitPage]
    public JsonNode search(String indices, Map<String, ?> body) {
        var request = new Request("POST", "/" + indices + "/_search");
        request.addParameter("ignore_unavailable", "true");
        request.addParameter("allow_partial_search_results", "false");
        searches.write(request, body);
        return searches.askSoon(searches.bounded(request));
    }

    /// Holds the documents of `indices` as they are now, so that a search in several steps sees the
    /// same in each. It is let go when `keepAlive` has passed since the last of them.
    ///
    /// @return what [#searchHeld] takes as `pit`
    public String hold(String indices, Duration keepAlive) {
        return searches.askSoon(holding(indices, keepAlive)).path("id").asString();
    }

    /// As [#hold], of one shard of `index` alone.
    public String holdShard(String index, int shard, Duration keepAlive) {
        var request = holding(index, keepAlive);
        request.addParameter("preference", "_shards:" + shard);
        return searches.ask(request).path("id").asString();
    }

    private static Request holding(String indices, Duration keepAlive) {
        var request = new Request("POST", "/" + indices + "/_pit");
        request.addParameter("ignore_unavailable", "true");
        request.addParameter("keep_alive", keepAlive.toSeconds() + "s");
        return request;
    }

    /// Searches what is held; `body` names it as `pit`. An answer from a part of the shards is
    /// never given for the whole.
    ///
    /// @param bytesMax how large an answer may be, where that is less than may be read at once
    /// @throws AnswerTooLarge see [HitPage]
    public JsonNode searchHeld(Map<String, ?> body, int bytesMax) {
        return searches.ask(searches.bounded(searchingHeld(body), bytesMax));
    }

    /// As [#searchHeld], for who wants the documents just as they were written.
    public WrittenDocuments writtenHeld(Map<String, ?> body) {
        return WrittenDocuments.of(searches.call(searches.bounded(searchingHeld(body))));
    }

    // Without a filter_path: with one Elasticsearch writes the sources anew, and bends numbers.
    private Request searchingHeld(Map<String, ?> body) {
        var request = new Request("POST", "/_search");
        request.addParameter("allow_partial_search_results", "false");
        searches.write(request, body);
        return request;
    }

    /// Lets go of what [#hold] held, at once.
    public void release(String held) {
        var request = new Request("DELETE", "/_pit");
        searches.write(request, Map.of("id", held));
        searches.callOr(request, NOT_FOUND);
    }

    /// Reads some fields of every document that `query` matches, page after page, in no order, as
    /// they were when the first page was read.
    ///
    /// They are read from doc values alone. To read the document's id, which is stored with what is
    /// compressed, takes ten times as long as all else.
    ///
    /// @param size how many documents a page has at most
    /// @param each is given each document's fields, each a list
    public void scan(
            String indices,
            int size,
            Map<String, ?> query,
            List<String> fields,
            Consumer<JsonNode> each) {
        var request = new Request("POST", "/" + indices + "/_search");
        request.addParameter("scroll", "1m");
        request.addParameter("ignore_unavailable", "true");
        request.addParameter("allow_partial_search_results", "false");
        request.addParameter("filter_path", SCANNED);
        searches.write(
                request,
                Map.of(
                        "size",
                        size,
                        "sort",
                        "_doc",
                        "stored_fields",
                        "_none_",
                        "docvalue_fields",
                        fields,
                        "query",
                        query));
        var page = searches.askSoon(request);
        try {
            while (!page.path("hits").path("hits").isEmpty()) {
                page.path("hits").path("hits").forEach(hit -> each.accept(hit.path("fields")));
                page = nextPage(page.path("_scroll_id").asString());
            }
        } finally {
            forgetPages(page.path("_scroll_id").asString());
        }
    }

    private JsonNode nextPage(String scrollId) {
        var request = new Request("POST", "/_search/scroll");
        request.addParameter("filter_path", SCANNED);
        searches.write(request, Map.of("scroll", "1m", "scroll_id", scrollId));
        return searches.ask(request);
    }

    private void forgetPages(String scrollId) {
        if (scrollId.isEmpty()) {
            return;
        }
        var request = new Request("DELETE", "/_search/scroll");
        searches.write(request, Map.of("scroll_id", scrollId));
        searches.callOr(request, NOT_FOUND);
    }

    /// Sends the first `length` bytes of `actions`, a `_bulk` body; the answer has for each action,
    /// in order, its status and error.
    ///
    /// @return null where each action did what it says, so that an answer as long as its request
    ///   need not be parsed
    public @Nullable JsonNode bulk(byte[] actions, int length) {
        var request = new Request("POST", "/_bulk");
        request.addParameter("filter_path", "errors,items.*.status,items.*.error");
        request.setEntity(new ByteArrayEntity(actions, 0, length, NDJSON));
        var answer = calls.call(request);
        return startsWith(answer, "{\"errors\":false") ? null : calls.read(answer);
    }

    /// Sends `actions`; the answer has for each, in order, its `status` and either its `error` or
    /// what it is now: `_seq_no` and `_primary_term`.
    ///
    /// @throws ElasticsearchUnavailable also if not every action was answered
    public List<JsonNode> bulk(BulkActions actions) {
        if (actions.count() == 0) {
            return List.of();
        }
        var request = new Request("POST", "/_bulk");
        request.addParameter(
                "filter_path",
                "items.*.status,items.*.error,items.*._seq_no,items.*._primary_term");
        request.setEntity(new ByteArrayEntity(actions.body(json), NDJSON));
        var answers = new ArrayList<JsonNode>();
        for (var item : calls.ask(request).path("items")) {
            answers.add(item.values().iterator().next());
        }
        if (answers.size() != actions.count()) {
            throw new ElasticsearchUnavailable(
                    "%d actions were answered %d times".formatted(actions.count(), answers.size()),
                    null);
        }
        return answers;
    }

    /// The document `id` of `index` as it was last written, searchable or not; empty where there is
    /// no such document or index.
    public Optional<StoredDocument> document(String index, String id) {
        var request = new Request("GET", "/" + index + "/_doc/" + encoded(id));
        var answer = calls.callOr(request, NOT_FOUND);
        if (answer == null) {
            return Optional.empty();
        }
        var document = calls.read(answer);
        return Optional.of(
                new StoredDocument(
                        id,
                        document.path("_source"),
                        document.path("_seq_no").asLong(),
                        document.path("_primary_term").asLong()));
    }

    /// As [#document], of several at once; empty where one is not there.
    ///
    /// @param fields which members of their sources are wanted; all where it is `*`
    /// @throws AnswerTooLarge where they are too many for their size
    public List<Optional<StoredDocument>> documents(List<DocumentKey> keys, String fields) {
        if (keys.isEmpty()) {
            return List.of();
        }
        var body = json.createObjectNode();
        var wanted = body.putArray("docs");
        for (var key : keys) {
            wanted.addObject().put("_index", key.index()).put("_id", key.id());
        }
        var request = new Request("POST", "/_mget");
        request.addParameter("_source_includes", fields);
        calls.write(request, body);
        var documents = new ArrayList<Optional<StoredDocument>>();
        for (var document : calls.ask(calls.bounded(request)).path("docs")) {
            documents.add(
                    document.path("found").asBoolean(false)
                            ? Optional.of(StoredDocument.from(document))
                            : Optional.empty());
        }
        return documents;
    }

    /// Gives `each`, in the order of `keys`, what [#documents] has for it, in as many answers as
    /// that takes.
    ///
    /// @throws AnswerTooLarge where one document alone is too large
    public void eachDocument(
            List<DocumentKey> keys, String fields, Consumer<Optional<StoredDocument>> each) {
        List<Optional<StoredDocument>> documents;
        try {
            documents = documents(keys, fields);
        } catch (AnswerTooLarge e) {
            if (keys.size() == 1) {
                throw e;
            }
            var middle = keys.size() / 2;
            eachDocument(keys.subList(0, middle), fields, each);
            eachDocument(keys.subList(middle, keys.size()), fields, each);
            return;
        }
        documents.forEach(each);
    }

    /// Writes the document `id` of `index`, searchable when this returns.
    ///
    /// @param expected what it must still be to be replaced; null where it must not be there
    /// @return whether it was written; false where it was not as expected
    public boolean replace(
            String index, String id, JsonNode source, @Nullable StoredDocument expected) {
        var request = new Request("PUT", "/" + index + "/_doc/" + encoded(id));
        if (expected == null) {
            request.addParameter("op_type", "create");
        } else {
            expect(request, expected);
        }
        request.addParameter("refresh", "true");
        calls.write(request, source);
        return calls.callOr(request, CONFLICT) != null;
    }

    /// Writes the document `id` of `index`, whatever is there. It can be found a moment later.
    public void put(String index, String id, JsonNode source) {
        var request = new Request("PUT", "/" + index + "/_doc/" + encoded(id));
        calls.write(request, source);
        calls.call(request);
    }

    /// Removes the document that is `expected`.
    ///
    /// @return whether it was removed; false where it was not as expected any more
    public boolean remove(String index, StoredDocument expected) {
        var request = new Request("DELETE", "/" + index + "/_doc/" + encoded(expected.id()));
        expect(request, expected);
        request.addParameter("refresh", "true");
        return calls.callOr(request, CONFLICT) != null;
    }

    /// Makes all that was written to `indices`, a pattern that may match none, searchable.
    public void refresh(String indices) {
        var request = new Request("POST", "/" + indices + "/_refresh");
        request.addParameter("ignore_unavailable", "true");
        calls.call(request);
    }

    private static void expect(Request request, StoredDocument expected) {
        request.addParameter("if_seq_no", String.valueOf(expected.sequenceNumber()));
        request.addParameter("if_primary_term", String.valueOf(expected.primaryTerm()));
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static boolean startsWith(byte[] content, String start) {
        return content.length >= start.length()
                && new String(content, 0, start.length(), StandardCharsets.UTF_8).equals(start);
    }
}
