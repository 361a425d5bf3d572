package dev.konbini.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// An HTTP client of the suite.
final class Gateway {

    /// How long an answer may take.
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI uri;
    private final String operatorToken;

    Gateway(URI uri, String operatorToken) {
        this.uri = uri;
        this.operatorToken = operatorToken;
    }

    /// Asks as an operator.
    Answer get(String path) {
        return send("GET", path, null, operator());
    }

    /// Writes as an operator.
    Answer put(String path, Object body) {
        return send("PUT", path, body, operator());
    }

    /// Has something done as an operator, once however often the suite tries.
    Answer post(String path, Object body) {
        return send(
                "POST",
                path,
                body,
                Map.of("Authorization", bearer(), "Idempotency-Key", UUID.randomUUID().toString()));
    }

    /// Removes as an operator.
    Answer delete(String path) {
        return send("DELETE", path, null, operator());
    }

    /// Asks as nobody in particular.
    Answer send(String method, String path, @Nullable Object body, Map<String, String> headers) {
        var request =
                HttpRequest.newBuilder(uri.resolve(path))
                        .timeout(PATIENCE)
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(
                                                JsonMapper.shared().writeValueAsString(body)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try {
            return new Answer(
                    method + " " + path, client.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException("%s %s failed".formatted(method, path), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> operator() {
        return Map.of("Authorization", bearer());
    }

    private String bearer() {
        return "Bearer " + operatorToken;
    }

    /// What came back.
    record Answer(String request, HttpResponse<String> response) {

        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode json() {
            return JsonMapper.shared().readTree(body());
        }

        /// Its document.
        ///
        /// @throws AssertionError unless the request succeeded
        JsonNode good() {
            if (status() >= 300) {
                throw new AssertionError("%s: %d %s".formatted(request, status(), body()));
            }
            return json();
        }
    }
}
