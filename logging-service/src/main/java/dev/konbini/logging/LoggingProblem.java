package dev.konbini.logging;

import dev.konbini.web.problem.ProblemType;
import org.springframework.http.HttpStatus;

/// The problems of this service, in the order in which they are looked for.
public enum LoggingProblem implements ProblemType {
    FOREIGN_TENANT(HttpStatus.FORBIDDEN, "The tenant's logs are not this caller's"),
    UNKNOWN_SEARCH(HttpStatus.NOT_FOUND, "No search is kept under this name"),
    INVALID_QUERY(HttpStatus.BAD_REQUEST, "The query cannot be read"),
    QUERY_TOO_SLOW(HttpStatus.UNPROCESSABLE_CONTENT, "The query takes too long"),
    UNKNOWN_LINE(HttpStatus.NOT_FOUND, "No line of the caller's has this id"),
    UNKNOWN_ORDER(HttpStatus.NOT_FOUND, "No event of the order is known"),
    TOO_MANY_SEARCHES(HttpStatus.UNPROCESSABLE_CONTENT, "The tenant keeps as many as it may"),
    PRECONDITION_FAILED(HttpStatus.PRECONDITION_FAILED, "The version is not the one expected"),
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
