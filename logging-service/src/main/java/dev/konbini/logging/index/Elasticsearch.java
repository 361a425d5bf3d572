package dev.konbini.logging.index;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Speaks with Elasticsearch, in its own JSON.
///
/// Every call throws [ElasticsearchUnavailable] where repeating it may help and
/// [ElasticsearchRefusal] where it cannot.
@Component
public final class Elasticsearch {

    private static final ContentType NDJSON = ContentType.create("application/x-ndjson");
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final Rest5Client client;
    private final JsonMapper json;

    Elasticsearch(Rest5Client client, JsonMapper json) {
        this.client = client;
        this.json = json;
    }

    /// Searches `indices`, a pattern that may match none. An answer from a part of the shards is
    /// never given for the whole.
    public JsonNode search(String indices, Map<String, ?> body) {
        var request = new Request("POST", "/" + indices + "/_search");
        request.addParameter("ignore_unavailable", "true");
        request.addParameter("allow_partial_search_results", "false");
        request.setEntity(
                new ByteArrayEntity(json.writeValueAsBytes(body), ContentType.APPLICATION_JSON));
        return read(call(request));
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
        var answer = call(request);
        return startsWith(answer, "{\"errors\":false") ? null : read(answer);
    }

    /// The document `id` of `index` as it was last written, searchable or not; empty where there is
    /// no such document or index.
    public Optional<StoredDocument> document(String index, String id) {
        var request = new Request("GET", "/" + index + "/_doc/" + encoded(id));
        var answer = callOr(request, NOT_FOUND);
        if (answer == null) {
            return Optional.empty();
        }
        var document = read(answer);
        return Optional.of(
                new StoredDocument(
                        id,
                        document.path("_source"),
                        document.path("_seq_no").asLong(),
                        document.path("_primary_term").asLong()));
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
        request.setEntity(
                new ByteArrayEntity(json.writeValueAsBytes(source), ContentType.APPLICATION_JSON));
        return callOr(request, CONFLICT) != null;
    }

    /// Removes the document that is `expected`.
    ///
    /// @return whether it was removed; false where it was not as expected any more
    public boolean remove(String index, StoredDocument expected) {
        var request = new Request("DELETE", "/" + index + "/_doc/" + encoded(expected.id()));
        expect(request, expected);
        request.addParameter("refresh", "true");
        return callOr(request, CONFLICT) != null;
    }

    /// Makes all that was written to `indices`, a pattern that may match none, searchable.
    public void refresh(String indices) {
        var request = new Request("POST", "/" + indices + "/_refresh");
        request.addParameter("ignore_unavailable", "true");
        call(request);
    }

    private static void expect(Request request, StoredDocument expected) {
        request.addParameter("if_seq_no", String.valueOf(expected.sequenceNumber()));
        request.addParameter("if_primary_term", String.valueOf(expected.primaryTerm()));
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /// The index template `name` as it is there; null where there is none.
    @Nullable JsonNode template(String name) {
        var request = new Request("GET", "/_index_template");
        request.addParameter(
                "filter_path", "index_templates.name,index_templates.index_template.version");
        for (var template : read(call(request)).path("index_templates")) {
            if (template.path("name").asString().equals(name)) {
                return template.path("index_template");
            }
        }
        return null;
    }

    /// Makes or replaces the index template `name`.
    void putTemplate(String name, JsonNode template) {
        var request = new Request("PUT", "/_index_template/" + name);
        request.setEntity(
                new ByteArrayEntity(
                        json.writeValueAsBytes(template), ContentType.APPLICATION_JSON));
        call(request);
    }

    private byte[] call(Request request) {
        return Objects.requireNonNull(callOr(request, 0));
    }

    /// As [#call], but null where the answer's status is `expected`.
    private byte @Nullable [] callOr(Request request, int expected) {
        try {
            var response = client.performRequest(request);
            var content = content(response);
            if (response.getStatusCode() < 300) {
                return content;
            }
            if (response.getStatusCode() == expected) {
                return null;
            }
            // The client throws at 5xx alone.
            throw failure(request, response.getStatusCode(), content);
        } catch (IOException e) {
            throw new ElasticsearchUnavailable(
                    "%s failed: %s".formatted(request.getEndpoint(), e), e);
        }
    }

    // Only what Elasticsearch itself says of the request is a refusal: a proxy in its place that
    // answers 400 to everything must not make us give up lines.
    private RuntimeException failure(Request request, int status, byte[] content) {
        if (status == 413) {
            return new ElasticsearchRefusal(
                    status, json.createObjectNode().put("type", "content_too_long"));
        }
        if (status == 400) {
            try {
                var error = json.readTree(content).path("error");
                if (error.has("type")) {
                    return new ElasticsearchRefusal(status, error);
                }
            } catch (JacksonException e) {
                return new ElasticsearchUnavailable(
                        "%s was answered 400, not by Elasticsearch"
                                .formatted(request.getEndpoint()),
                        e);
            }
        }
        return new ElasticsearchUnavailable(
                "%s was answered %d".formatted(request.getEndpoint(), status), null);
    }

    private JsonNode read(byte[] content) {
        try {
            return json.readTree(content);
        } catch (JacksonException e) {
            throw new ElasticsearchUnavailable(
                    "The answer is not JSON, so it is not from Elasticsearch", e);
        }
    }

    private static byte[] content(Response response) throws IOException {
        @Nullable HttpEntity entity = response.getEntity();
        return entity == null ? new byte[0] : EntityUtils.toByteArray(entity);
    }

    private static boolean startsWith(byte[] content, String start) {
        return content.length >= start.length()
                && new String(content, 0, start.length(), StandardCharsets.UTF_8).equals(start);
    }
}
