package dev.konbini.cli.shop;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.task.Tasks;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The gateway as an operator's script sees it.
public final class Shop {

    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI gateway;
    private final String token;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(REQUEST_LIMIT)
                    .build();

    /// @param token an operator's
    public Shop(URI gateway, String token) {
        this.gateway = gateway;
        this.token = token;
    }

    /// An answer as it came.
    ///
    /// @param what the request, for messages
    public record Answer(String what, int status, String text) {

        /// Its body.
        ///
        /// @throws Refusal unless the status is one of success
        public JsonNode body() {
            if (status >= 300) {
                throw Refusal.failed("%s answers %d: %s".formatted(what, status, text));
            }
            return text.isEmpty() ? JSON.nullNode() : JSON.readTree(text);
        }
    }

    /// The answer to a GET.
    ///
    /// @throws Refusal if nobody answers, as with every other method
    public Answer get(String path) {
        return send("GET", path, null, Map.of());
    }

    public Answer delete(String path) {
        return send("DELETE", path, null, Map.of());
    }

    public Answer put(String path, Object body) {
        return send("PUT", path, body, Map.of());
    }

    public Answer post(String path, Object body, Map<String, String> headers) {
        return send("POST", path, body, headers);
    }

    /// @throws Refusal if nobody answers
    private Answer send(
            String method, String path, @Nullable Object body, Map<String, String> headers) {
        var what = method + " " + path;
        var request =
                HttpRequest.newBuilder(gateway.resolve(path))
                        .timeout(REQUEST_LIMIT)
                        .header("Authorization", "Bearer " + token)
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(what, response.statusCode(), response.body());
        } catch (IOException e) {
            throw Refusal.failed(
                    "The gateway at %s does not answer %s (%s).".formatted(gateway, what, e));
        } catch (InterruptedException e) {
            throw Tasks.interrupted(e);
        }
    }
}
