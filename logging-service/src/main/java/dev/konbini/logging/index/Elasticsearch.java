package dev.konbini.logging.index;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
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
        try {
            var response = client.performRequest(request);
            var content = content(response);
            if (response.getStatusCode() < 300) {
                return content;
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
