package dev.konbini.logging.query;

import java.util.Map;
import org.springframework.stereotype.Service;

/// Tells whether a search can be run, before anybody depends on it.
@Service
public final class CheckQuery {

    private final LineSearch search;

    CheckQuery(LineSearch search) {
        this.search = search;
    }

    /// Runs the search for no line.
    ///
    /// Its bounds in time are left aside: Elasticsearch does not read a query where no line can be
    /// within them. Where there is no line at all yet, what is wrong shows when there is.
    ///
    /// @throws dev.konbini.web.problem.ProblemException invalid-query, query-too-slow
    public void check(LineFilter filter) {
        search.run(
                filter.between(null, null),
                Map.of("size", 0, "track_total_hits", false, "terminate_after", 1));
    }
}
