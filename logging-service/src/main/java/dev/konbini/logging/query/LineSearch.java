package dev.konbini.logging.query;

import dev.konbini.logging.LoggingProblem;
import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.ElasticsearchRefusal;
import dev.konbini.logging.index.Indices;
import dev.konbini.web.problem.ProblemException;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Asks Elasticsearch about lines, within a time, and turns its refusals into problems.
@Component
final class LineSearch {

    private static final String TIME_MAX = "10s";

    private final Elasticsearch elasticsearch;
    private final Indices indices;

    LineSearch(Elasticsearch elasticsearch, Indices indices) {
        this.elasticsearch = elasticsearch;
        this.indices = indices;
    }

    /// Runs a search.
    ///
    /// @param body of the search, without its query
    JsonNode run(LineFilter filter, Map<String, ?> body) {
        var search = new HashMap<String, Object>(body);
        search.put("query", filter.query());
        search.put("timeout", TIME_MAX);
        try {
            var answer = elasticsearch.search(filter.indices(indices), search);
            if (answer.path("timed_out").asBoolean(false)) {
                throw new ProblemException(
                        LoggingProblem.QUERY_TOO_SLOW,
                        "It did not end within %s: ask for less time or for more precise words."
                                .formatted(TIME_MAX));
            }
            return answer;
        } catch (ElasticsearchRefusal e) {
            throw InvalidQuery.of(filter.text(), e.innermostReason());
        }
    }
}
