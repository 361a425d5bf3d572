package dev.konbini.bench.stand;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.task.Tasks;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/// Asks Elasticsearch how things stand.
public final class Elastic {

    private static final Duration ANSWER_MAX = Duration.ofMinutes(2);
    private static final Duration SETTLE_MAX = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(200);

    private final URI base;
    private final HttpClient http = HttpClient.newHttpClient();

    public Elastic(String url) {
        base = URI.create(url);
    }

    public URI base() {
        return base;
    }

    /// The answer's JSON.
    ///
    /// @throws Refusal if Elasticsearch does not answer, or refuses
    public JsonNode get(String path) {
        return call(request(path).GET().build());
    }

    /// As [#get], with a body that is written as JSON.
    public JsonNode post(String path, Object body) {
        return call(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(Json.write(body)))
                        .build());
    }

    /// Has it do something that needs no body.
    public void post(String path) {
        call(request(path).POST(BodyPublishers.noBody()).build());
    }

    /// Deletes an index.
    public void delete(String index) {
        call(request("/" + index).DELETE().build());
    }

    /// How many documents were written to the index since it was made, searchable or not; 0 where
    /// there is none.
    public long written(String index) {
        return get("/"
                        + index
                        + "/_stats/indexing?ignore_unavailable=true&filter_path=_all.primaries.indexing.index_total")
                .path("_all")
                .path("primaries")
                .path("indexing")
                .path("index_total")
                .asLong(0);
    }

    /// Brings the index to rest: all of it is on disk, and nothing is being merged.
    ///
    /// @return how many bytes its primary shards take then
    public long settle(String index) {
        post("/" + index + "/_refresh");
        post("/" + index + "/_flush?wait_if_ongoing=true");
        Waiting.until(
                SETTLE_MAX,
                POLL,
                () -> primaries(index).path("merges").path("current").asLong() == 0);
        post("/" + index + "/_flush?wait_if_ongoing=true");
        return primaries(index).path("store").path("size_in_bytes").asLong();
    }

    private JsonNode primaries(String index) {
        return get("/" + index + "/_stats/merge,store").path("_all").path("primaries");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(ANSWER_MAX);
    }

    private JsonNode call(HttpRequest request) {
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw Refusal.failed(
                        "Elasticsearch answered %d to %s %s: %s"
                                .formatted(
                                        answer.statusCode(),
                                        request.method(),
                                        request.uri(),
                                        answer.body()));
            }
            return Json.read(answer.body());
        } catch (IOException e) {
            throw Refusal.failed(
                    "Elasticsearch did not answer %s %s (%s)."
                            .formatted(request.method(), request.uri(), e));
        } catch (InterruptedException e) {
            throw Tasks.interrupted(e);
        }
    }
}
