package dev.konbini.bench.latency;

import dev.konbini.bench.corpus.Corpus;
import dev.konbini.bench.stand.LoggingReplica;
import dev.konbini.cli.task.Tasks;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// When `GET /api/logs` first showed each line. Asks again and again for what is no older than the
/// oldest line that was not shown yet, so that an answer holds little else.
final class Sightings {

    private static final Duration POLL = Duration.ofMillis(10);
    private static final int PAGE = 1_000;
    private static final double MILLI_NANOS = 1e6;

    private final LoggingReplica service;
    private final String tenant;
    private final String token;
    private final Corpus corpus;
    private final Emission emission;
    private final double[] millis;
    private int oldest;

    /// @param token an operator's
    Sightings(
            LoggingReplica service, String tenant, String token, Corpus corpus, Emission emission) {
        this.service = service;
        this.tenant = tenant;
        this.token = token;
        this.corpus = corpus;
        this.emission = emission;
        this.millis = new double[corpus.lines()];
        Arrays.fill(millis, Double.NaN);
    }

    /// Looks until all lines were shown, or `limit` has passed since the last was sent.
    void look(Duration limit) {
        @Nullable Long deadline = null;
        while (oldest < millis.length && (deadline == null || System.nanoTime() < deadline)) {
            if (deadline == null && emission.time(millis.length - 1) != null) {
                deadline = System.nanoTime() + limit.toNanos();
            }
            var from = emission.time(oldest);
            if (from != null) {
                note(from);
            }
            Tasks.pause(POLL);
        }
    }

    /// From emission to sighting, of the lines from `first` on that were shown.
    double[] millis(int first) {
        return IntStream.range(first, millis.length)
                .mapToDouble(number -> millis[number])
                .filter(each -> !Double.isNaN(each))
                .toArray();
    }

    private void note(Instant from) {
        JsonNode page = page("&from=" + from);
        note(page, System.nanoTime());
        while (page.path("next").isString()) {
            page =
                    page(
                            "&after="
                                    + URLEncoder.encode(
                                            page.path("next").asString(), StandardCharsets.UTF_8));
            note(page, System.nanoTime());
        }
        while (oldest < millis.length && !Double.isNaN(millis[oldest])) {
            oldest++;
        }
    }

    private void note(JsonNode page, long now) {
        for (var line : page.path("items")) {
            int number = corpus.number(line.path("id").asString());
            if (number >= 0 && Double.isNaN(millis[number])) {
                millis[number] = (now - emission.nanos(number)) / MILLI_NANOS;
            }
        }
    }

    private JsonNode page(String query) {
        return service.get("/api/logs?tenant=%s&size=%d%s".formatted(tenant, PAGE, query), token);
    }
}
