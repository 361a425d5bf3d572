package dev.konbini.cli.upgrade;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.server.ElasticAddress;
import dev.konbini.cli.task.Tasks;
import dev.konbini.cli.upgrade.Tally.Event;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The events about orders, as they were indexed.
///
/// @param base URL, without a user
/// @param authorization value of that header; null where nobody is asked for it
/// @param indices a pattern of their names
record ElasticEvents(URI base, @Nullable String authorization, String indices) implements Store {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int EVENTS_PER_ORDER_MAX = 15;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// @param address base URL; its user and password, if it has them, are the authorization where
    ///   none is given
    static ElasticEvents at(URI address, @Nullable String authorization, String indices) {
        var own = ElasticAddress.of(address);
        return new ElasticEvents(
                own.base(), authorization == null ? own.authorization() : authorization, indices);
    }

    @Override
    public String name() {
        return "Elasticsearch";
    }

    /// Counts documents, by their own ids: an event that was indexed twice has two.
    @Override
    public Tally look(Set<String> acknowledged, Instant since) {
        var events = new ArrayList<Event>();
        try (var http = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            post(http, "/" + indices + "/_refresh", null);
            for (var batch : Stores.batches(acknowledged)) {
                var query =
                        Map.of(
                                "size", batch.size() * EVENTS_PER_ORDER_MAX,
                                "_source", List.of("subject", "type"),
                                "query", Map.of("terms", Map.of("subject", batch)));
                for (var hit :
                        post(http, "/" + indices + "/_search", query).path("hits").path("hits")) {
                    events.add(
                            new Event(
                                    hit.path("_source").path("subject").asString(""),
                                    hit.path("_source").path("type").asString(""),
                                    hit.path("_index").asString("")
                                            + "/"
                                            + hit.path("_id").asString("")));
                }
            }
        }
        return Tally.ofEvents(name(), acknowledged, events.stream());
    }

    private JsonNode post(HttpClient http, String path, @Nullable Object body) {
        var request =
                HttpRequest.newBuilder(base.resolve(path))
                        .timeout(LIMIT)
                        .header("Content-Type", "application/json")
                        .POST(
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw Refusal.failed(
                        "it answers %d to %s: %s"
                                .formatted(answer.statusCode(), path, answer.body()));
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw Refusal.failed("it does not answer at %s (%s)".formatted(base, e));
        } catch (InterruptedException e) {
            throw Tasks.interrupted(e);
        }
    }
}
