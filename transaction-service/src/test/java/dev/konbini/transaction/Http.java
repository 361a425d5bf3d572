package dev.konbini.transaction;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client of the service under test, over real HTTP.
public final class Http {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();

    private final int port;

    public Http(int port) {
        this.port = port;
    }

    public Answer get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    public Answer put(String path, Object body, String... headers) {
        return send(request(path, headers).PUT(json(body)));
    }

    public Answer post(String path, Object body, String... headers) {
        return send(request(path, headers).POST(json(body)));
    }

    /// A request without a body.
    public Answer send(String method, String path, String... headers) {
        return send(request(path, headers).method(method, HttpRequest.BodyPublishers.noBody()));
    }

    /// The request that places the order of `offer` with the card that `token` stands for.
    public static Map<String, Object> order(OfferMint.Signed offer, String token) {
        return Map.of(
                "offer", offer.jws(),
                "payment", Map.of("method", "card", "token", token),
                "shipTo", address(),
                "email", "ann@example.com");
    }

    public static Map<String, Object> address() {
        return Map.of(
                "name", "Ann",
                "line1", "1-1 Marunouchi",
                "city", "Chiyoda",
                "region", "Tokyo",
                "postalCode", "100-0005",
                "country", "JP");
    }

    /// Runs `call` so many times at once and gives all results.
    public static <T> List<T> atOnce(List<Callable<T>> calls) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<T>();
            for (var future : threads.invokeAll(calls)) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder request(String path, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .timeout(Duration.ofSeconds(30))
                        .header("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request;
    }

    private static HttpRequest.BodyPublisher json(Object body) {
        return HttpRequest.BodyPublishers.ofString(
                body instanceof String text ? text : JSON.writeValueAsString(body));
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// What came back.
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String body() {
            return response.body();
        }

        public JsonNode json() {
            return JSON.readTree(body());
        }

        /// The text at the JSON pointer `pointer`, empty if there is none.
        public String at(String pointer) {
            return json().at(pointer).asString("");
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        /// The problem's name.
        public String problem() {
            return at("/type").replace("https://konbini.dev/problems/", "");
        }

        @Override
        public String toString() {
            return status() + " " + body();
        }
    }
}
