package dev.konbini.logging.query;

import dev.konbini.logging.LoggingProblem;
import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.ElasticsearchRefusal;
import dev.konbini.logging.index.HitPage;
import dev.konbini.logging.index.Indices;
import dev.konbini.web.problem.ProblemException;
import dev.konbini.web.problem.RequestProblem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Asks Elasticsearch about lines, within a time, and turns its refusals into problems.
@Component
public final class LineSearch {

    private static final String TIME_MAX = "10s";
    private static final int SEED = 7;

    /// What Elasticsearch gives at once (`index.max_result_window`).
    private static final int WINDOW = 10_000;

    /// One line, and whether another follows.
    private static final int FEWEST = 2;

    private final Elasticsearch elasticsearch;
    private final Indices indices;

    LineSearch(Elasticsearch elasticsearch, Indices indices) {
        this.elasticsearch = elasticsearch;
        this.indices = indices;
    }

    /// Runs a search.
    ///
    /// @param body of the search, without its query
    /// @throws ProblemException invalid-query, or invalid-request where the filter has no text;
    ///   query-too-slow
    public JsonNode run(LineFilter filter, Map<String, ?> body) {
        return run(filter, List.of(), body);
    }

    /// Runs a search for lines that match `filter` and all of `further`, queries in Elasticsearch's
    /// own form.
    JsonNode run(LineFilter filter, List<Map<String, ?>> further, Map<String, ?> body) {
        var all = new ArrayList<Map<String, ?>>(further);
        all.add(filter.query());
        return bounded(
                filter,
                Map.of("bool", Map.of("filter", all)),
                body,
                search -> elasticsearch.search(filter.indices(indices), search));
    }

    /// Runs a search for as many of the first `size` lines as fit into one answer, see
    /// [#run(LineFilter, List, Map)].
    HitPage page(LineFilter filter, List<Map<String, ?>> further, Map<String, ?> body, int size) {
        return HitPage.of(size, body, sized -> run(filter, further, sized));
    }

    /// Runs a search whose hits are some of the matching lines, taken at random, and the same ones
    /// for the same lines.
    HitPage sample(LineFilter filter, Map<String, ?> body, int size) {
        var random =
                Map.of(
                        "query",
                        filter.query(),
                        "random_score",
                        Map.of("seed", SEED, "field", "_seq_no"),
                        "boost_mode",
                        "replace");
        return HitPage.of(
                Math.min(size, WINDOW - 1),
                body,
                sized ->
                        bounded(
                                filter,
                                Map.of("function_score", random),
                                sized,
                                search -> elasticsearch.search(filter.indices(indices), search)));
    }

    /// As [#page], in what is held; of no more than `bytesMax`, unless one line has more.
    HitPage pageOfHeld(
            String held,
            Duration keepAlive,
            LineFilter filter,
            Map<String, ?> body,
            int size,
            int bytesMax) {
        var search = new HashMap<String, Object>(body);
        search.put("pit", Map.of("id", held, "keep_alive", keepAlive.toSeconds() + "s"));
        return HitPage.of(
                size,
                most -> {
                    search.put("size", most);
                    var max = most <= FEWEST ? Integer.MAX_VALUE : bytesMax;
                    return bounded(
                            filter,
                            filter.query(),
                            search,
                            bounded -> elasticsearch.searchHeld(bounded, max));
                });
    }

    /// Holds what `filter` looks through, see [Elasticsearch#hold].
    String hold(LineFilter filter, Duration keepAlive) {
        return elasticsearch.hold(filter.indices(indices), keepAlive);
    }

    void release(String held) {
        elasticsearch.release(held);
    }

    private static JsonNode bounded(
            LineFilter filter,
            Map<String, ?> query,
            Map<String, ?> body,
            Function<Map<String, ?>, JsonNode> run) {
        var search = new HashMap<String, Object>(body);
        search.put("query", query);
        search.put("timeout", TIME_MAX);
        try {
            var answer = run.apply(search);
            if (answer.path("timed_out").asBoolean(false)) {
                throw new ProblemException(
                        LoggingProblem.QUERY_TOO_SLOW,
                        "It did not end within %s: ask for less time or for more precise words."
                                .formatted(TIME_MAX));
            }
            return answer;
        } catch (ElasticsearchRefusal e) {
            throw filter.text() == null
                    ? new ProblemException(
                            RequestProblem.INVALID_REQUEST,
                            "Elasticsearch refuses the search: " + e.innermostReason())
                    : InvalidQuery.of(filter.text(), e.innermostReason());
        }
    }
}
