package dev.konbini.logging.index;

import co.elastic.clients.transport.rest5_client.low_level.HttpAsyncResponseConsumerFactory.BasicAsyncResponseConsumerFactory;
import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.RequestOptions;
import co.elastic.clients.transport.rest5_client.low_level.Response;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import co.elastic.clients.transport.rest5_client.low_level.Rest5ClientBuilder;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ContentTooLongException;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/// Asks Elasticsearch, and tells what it refuses from what it cannot do at the moment.
///
/// No more is asked at once than there are connections for, and who does not get their turn in time
/// is told so: the client's own queue looks at the time of those who wait only when a connection
/// comes back, which one to a slow Elasticsearch may not for long.
final class Calls implements Closeable {

    private static final int CONNECTIONS = Rest5ClientBuilder.DEFAULT_MAX_CONN_PER_ROUTE;

    /// As deep as Elasticsearch takes documents, and what stands around them in its answers; and
    /// numbers as exact as they were written.
    static final JsonMapper ANSWERS =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(1100)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    /// Many may be read at once, and one takes several times as much heap.
    private static final int BYTES_MAX = 5_000_000;

    /// How long who could as well come back waits for their turn.
    private static final Duration MOMENT = Duration.ofSeconds(2);

    private final Rest5Client client;
    private final Duration patience;
    private final JsonMapper json;
    private final Semaphore turns = new Semaphore(CONNECTIONS, true);

    /// @param client closed with this
    /// @param patience how long who has something to lose waits for their turn
    Calls(Rest5Client client, Duration patience, JsonMapper json) {
        this.client = client;
        this.patience = patience;
        this.json = json;
    }

    /// Gives `request` the body `content`.
    void write(Request request, Object content) {
        request.setEntity(
                new ByteArrayEntity(json.writeValueAsBytes(content), ContentType.APPLICATION_JSON));
    }

    /// The JSON that is answered to `request`.
    JsonNode ask(Request request) {
        return read(call(request));
    }

    /// As [#ask], for who loses nothing by coming back a moment later.
    JsonNode askSoon(Request request) {
        return read(Objects.requireNonNull(callOr(request, 0, MOMENT)));
    }

    /// Lets `request` be answered with what fits into this service's memory, and into that of
    /// Elasticsearch, and no more: what is larger is [AnswerTooLarge], of which no more was read.
    Request bounded(Request request) {
        return bounded(request, BYTES_MAX);
    }

    /// As [#bounded(Request)], with less.
    Request bounded(Request request, int bytesMax) {
        request.setOptions(
                RequestOptions.DEFAULT.toBuilder()
                        .setHttpAsyncResponseConsumerFactory(
                                new BasicAsyncResponseConsumerFactory(
                                        Math.min(bytesMax, BYTES_MAX))));
        return request;
    }

    /// What is answered to `request`.
    byte[] call(Request request) {
        return Objects.requireNonNull(callOr(request, 0));
    }

    /// As [#call], but null where the answer's status is `expected`.
    byte @Nullable [] callOr(Request request, int expected) {
        return callOr(request, expected, patience);
    }

    private byte @Nullable [] callOr(Request request, int expected, Duration wait) {
        awaitTurn(request, wait);
        try {
            var response = client.performRequest(request);
            var content = content(response);
            if (response.getStatusCode() < 300) {
                return content;
            }
            if (response.getStatusCode() == expected) {
                return null;
            }
            if (isBounded(request) && isBeyondItsMemory(response.getStatusCode(), content)) {
                throw new AnswerTooLarge(request.getEndpoint(), null);
            }
            // The client throws at 5xx alone.
            throw failure(request, response.getStatusCode(), content);
        } catch (IOException e) {
            if (isTooLong(e)) {
                throw new AnswerTooLarge(request.getEndpoint(), e);
            }
            throw new ElasticsearchUnavailable(
                    "%s failed: %s".formatted(request.getEndpoint(), e), e);
        } finally {
            turns.release();
        }
    }

    private static boolean isBounded(Request request) {
        return !request.getOptions().equals(RequestOptions.DEFAULT);
    }

    /// Whether Elasticsearch says that it has not the memory to put the answer together (its
    /// circuit breaker).
    private boolean isBeyondItsMemory(int status, byte[] content) {
        if (status != 429) {
            return false;
        }
        try {
            return json.readTree(content)
                    .at("/error/root_cause/0/type")
                    .asString("")
                    .equals("circuit_breaking_exception");
        } catch (JacksonException e) {
            return false;
        }
    }

    private static boolean isTooLong(@Nullable Throwable e) {
        return e instanceof ContentTooLongException || (e != null && isTooLong(e.getCause()));
    }

    private void awaitTurn(Request request, Duration wait) {
        try {
            if (!turns.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw ElasticsearchUnavailable.busy(
                        "%s had to wait: %d others did not end within %s"
                                .formatted(request.getEndpoint(), CONNECTIONS, wait));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ElasticsearchUnavailable(request.getEndpoint() + " was interrupted", e);
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

    /// The JSON of an answer.
    JsonNode read(byte[] content) {
        try {
            LoneSurrogates.replace(content);
            return ANSWERS.readTree(content);
        } catch (JacksonException e) {
            throw new ElasticsearchUnavailable(
                    "The answer is not JSON, so it is not from Elasticsearch", e);
        }
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    private static byte[] content(Response response) throws IOException {
        @Nullable HttpEntity entity = response.getEntity();
        return entity == null ? new byte[0] : EntityUtils.toByteArray(entity);
    }
}
