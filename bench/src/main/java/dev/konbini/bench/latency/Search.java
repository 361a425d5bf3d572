package dev.konbini.bench.latency;

import dev.konbini.bench.stand.LoggingReplica;
import dev.konbini.cli.task.Tasks;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// Looks for lines by `GET /api/logs`. Asks again and again for what is no older than the oldest
/// line that was not shown yet, so that an answer holds little else.
final class Search {

    private static final Duration POLL = Duration.ofMillis(10);
    private static final int PAGE = 1_000;

    private final LoggingReplica service;
    private final String tenant;
    private final String token;
    private final Emission emission;
    private final Sightings sightings;

    /// @param token an operator's
    Search(
            LoggingReplica service,
            String tenant,
            String token,
            Emission emission,
            Sightings sightings) {
        this.service = service;
        this.tenant = tenant;
        this.token = token;
        this.emission = emission;
        this.sightings = sightings;
    }

    /// Looks until all lines were shown, or `limit` has passed since the last was sent.
    void look(Duration limit) {
        while (!sightings.areOver(limit)) {
            var from = emission.time(sightings.oldest());
            if (from != null) {
                note(from);
            }
            Tasks.pause(POLL);
        }
    }

    private void note(Instant from) {
        JsonNode page = page("&from=" + from);
        note(page);
        while (page.path("next").isString()) {
            page =
                    page(
                            "&after="
                                    + URLEncoder.encode(
                                            page.path("next").asString(), StandardCharsets.UTF_8));
            note(page);
        }
    }

    private void note(JsonNode page) {
        long now = System.nanoTime();
        page.path("items").forEach(line -> sightings.note(line.path("id").asString(), now));
    }

    private JsonNode page(String query) {
        return service.get("/api/logs?tenant=%s&size=%d%s".formatted(tenant, PAGE, query), token);
    }
}
