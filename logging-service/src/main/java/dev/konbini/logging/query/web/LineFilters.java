package dev.konbini.logging.query.web;

import dev.konbini.logging.LoggingProblem;
import dev.konbini.logging.query.LineFilter;
import dev.konbini.logging.query.SavedSearch;
import dev.konbini.logging.query.SavedSearches;
import dev.konbini.logging.query.Scope;
import dev.konbini.web.access.Caller;
import dev.konbini.web.problem.FieldProblem;
import dev.konbini.web.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// Makes of a request the lines that its caller may see of those asked for.
@Component
final class LineFilters {

    private static final Duration LAST = Duration.ofHours(1);

    private final SavedSearches searches;
    private final Clock clock;

    LineFilters(SavedSearches searches, Clock clock) {
        this.searches = searches;
        this.clock = clock;
    }

    /// The lines that are asked for, with what a saved search says where the request names one and
    /// does not say it itself.
    ///
    /// @throws ProblemException foreign-tenant, unknown-search, invalid-request for a time that is
    ///   none
    LineFilter of(LinesRequest request, Caller caller) {
        var scope = Scope.of(caller, request.tenant());
        var name = request.search();
        if (name == null || name.isEmpty()) {
            return request.filter(scope, clock.instant());
        }
        var saved =
                searches.find(scope, name)
                        .map(SavedSearches.Kept::search)
                        .orElseThrow(() -> unknown(name));
        return over(request, saved).filter(scope, clock.instant());
    }

    /// As [#of], bounded on both sides: it ends now and begins an hour before its end, unless it
    /// says otherwise.
    LineFilter bounded(LinesRequest request, Caller caller) {
        var filter = of(request, caller);
        var to = Objects.requireNonNullElse(filter.to(), clock.instant());
        var from = Objects.requireNonNullElse(filter.from(), to.minus(LAST));
        return bounded(filter, from, to);
    }

    private static LineFilter bounded(LineFilter filter, Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw LinesRequest.invalid(FieldProblem.in("from", "It must be before to."));
        }
        return new LineFilter(
                filter.scope(),
                filter.text(),
                from,
                to,
                filter.services(),
                filter.levels(),
                filter.traceId());
    }

    private static LinesRequest over(LinesRequest request, SavedSearch saved) {
        return new LinesRequest(
                request.q() == null ? saved.q() : request.q(),
                request.from() == null ? saved.from() : request.from(),
                request.to() == null ? saved.to() : request.to(),
                request.service() == null ? saved.service() : request.service(),
                request.level() == null ? saved.level() : request.level(),
                request.traceId() == null ? saved.traceId() : request.traceId(),
                request.tenant(),
                null);
    }

    private static ProblemException unknown(String name) {
        return new ProblemException(
                        LoggingProblem.UNKNOWN_SEARCH,
                        "There is no search %s: GET /api/logs/searches lists those that are."
                                .formatted(name))
                .with("errors", List.of(FieldProblem.in("search", "No search has this name.")));
    }
}
