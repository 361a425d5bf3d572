package dev.konbini.logging;

import dev.konbini.web.problem.ProblemType;
import org.springframework.http.HttpStatus;

/// The problems of this service, in the order in which they are looked for.
public enum LoggingProblem implements ProblemType {
    FOREIGN_TENANT(HttpStatus.FORBIDDEN, "The tenant's logs are not this caller's"),
    INVALID_QUERY(HttpStatus.BAD_REQUEST, "The query cannot be read"),
    TOO_MANY_TAILERS(HttpStatus.TOO_MANY_REQUESTS, "As many tail already as may"),
    QUERY_TOO_SLOW(HttpStatus.UNPROCESSABLE_CONTENT, "The query takes too long"),
    UNKNOWN_ORDER(HttpStatus.NOT_FOUND, "No event of the order is known"),
    UNKNOWN_ALERT(HttpStatus.NOT_FOUND, "There is no such alert"),
    PRECONDITION_FAILED(HttpStatus.PRECONDITION_FAILED, "It is not as the caller expected"),
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
