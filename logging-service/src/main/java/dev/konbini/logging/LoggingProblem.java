package dev.konbini.logging;

import dev.konbini.web.problem.ProblemType;
import org.springframework.http.HttpStatus;

/// The problems of this service, in the order in which they are looked for.
public enum LoggingProblem implements ProblemType {
    FOREIGN_TENANT(HttpStatus.FORBIDDEN, "The tenant's logs are not this caller's"),
    INVALID_QUERY(HttpStatus.BAD_REQUEST, "The query cannot be read"),
    INVALID_TARGET(HttpStatus.BAD_REQUEST, "The target cannot be read"),
    TARGET_TOO_LARGE(HttpStatus.UNPROCESSABLE_CONTENT, "The targets mean too many points"),
    QUERY_TOO_SLOW(HttpStatus.UNPROCESSABLE_CONTENT, "The query takes too long"),
    UNKNOWN_ORDER(HttpStatus.NOT_FOUND, "No event of the order is known"),
    SEARCH_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Elasticsearch does not answer");

    private final HttpStatus status;
    private final String title;

    LoggingProblem(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public HttpStatus status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
