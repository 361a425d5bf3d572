package dev.konbini.bench.pipeline;

import dev.konbini.bench.corpus.Corpus;
import dev.konbini.bench.stand.Elastic;
import dev.konbini.bench.stand.Json;
import dev.konbini.bench.stand.LineTopic;
import dev.konbini.bench.stand.LoggingReplica;
import dev.konbini.bench.stand.Waiting;
import dev.konbini.cli.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// What the service made of one line that was sent before all others: it has put its index
/// templates for it, and shows where lines of that tenant and day go and what is added to them.
///
/// @param index where it is
record Probe(String index, OwnMembers own) {

    private static final String ID = "konbini-bench-probe";
    private static final Duration STORED_MAX = Duration.ofMinutes(1);
    private static final Duration POLL = Duration.ofMillis(200);

    /// Sends the line and waits until it can be found.
    static Probe send(
            LineTopic topic, LoggingReplica service, Elastic elastic, String tenant, Instant day) {
        var line = new Corpus(1, day).line(0);
        topic.send(0, day.toEpochMilli(), tenant, ID, line);
        service.awaitReady();
        Waiting.until(
                STORED_MAX,
                POLL,
                () -> {
                    service.requireAlive();
                    return isThere(elastic);
                });
        var hit = find(elastic).path(0);
        return new Probe(
                hit.path("_index").asString(),
                OwnMembers.between(
                        Json.read(new String(line, StandardCharsets.UTF_8)),
                        hit.path("_source"),
                        ID));
    }

    private static boolean isThere(Elastic elastic) {
        try {
            return find(elastic).has(0);
        } catch (Refusal e) {
            // An index whose shard has not started yet answers 503.
            return false;
        }
    }

    private static JsonNode find(Elastic elastic) {
        return elastic.post(
                        "/konbini-logs-*/_search",
                        Map.of("query", Map.of("ids", Map.of("values", List.of(ID)))))
                .path("hits")
                .path("hits");
    }
}
