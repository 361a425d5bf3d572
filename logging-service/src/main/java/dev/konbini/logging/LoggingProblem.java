package dev.konbini.logging;

import dev.konbini.web.problem.ProblemType;
import org.springframework.http.HttpStatus;

/// The problems of this service, in the order in which they are looked for.
public enum LoggingProblem implements ProblemType {
    TOKEN_REVOKED(HttpStatus.UNAUTHORIZED, "The token was revoked"),
    FOREIGN_TENANT(HttpStatus.FORBIDDEN, "The tenant's logs are not this caller's"),
    OVER_QUOTA(HttpStatus.TOO_MANY_REQUESTS, "The tenant sends more than was agreed"),
    INTAKE_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Lines cannot be taken at the moment"),
    PRECONDITION_FAILED(HttpStatus.PRECONDITION_FAILED, "It is not as was demanded"),
    UNKNOWN_SEARCH(HttpStatus.NOT_FOUND, "No search is kept under this name"),
    TOO_MANY_EXPORTS(HttpStatus.TOO_MANY_REQUESTS, "As many export already as may"),
    INVALID_QUERY(HttpStatus.BAD_REQUEST, "The query cannot be read"),
    TOO_MANY_TAILERS(HttpStatus.TOO_MANY_REQUESTS, "As many tail already as may"),
    INVALID_TARGET(HttpStatus.BAD_REQUEST, "The target cannot be read"),
    TARGET_TOO_LARGE(HttpStatus.UNPROCESSABLE_CONTENT, "The targets mean too many points"),
    QUERY_TOO_SLOW(HttpStatus.UNPROCESSABLE_CONTENT, "The query takes too long"),
    UNKNOWN_LINE(HttpStatus.NOT_FOUND, "No line of the caller's has this id"),
    UNKNOWN_ORDER(HttpStatus.NOT_FOUND, "No event of the order is known"),
    MEMBERSHIP_UNKNOWN(HttpStatus.SERVICE_UNAVAILABLE, "Which instances live is not known yet"),
    OLDER_REPLICAS(HttpStatus.CONFLICT, "Replicas run that know nothing of it"),
    UNKNOWN_INDEX(HttpStatus.NOT_FOUND, "There is no such index of lines"),
    REBUILD_RUNNING(HttpStatus.CONFLICT, "The index is being rebuilt or changed already"),
    OPERATION_ENDED(HttpStatus.CONFLICT, "The operation has ended otherwise"),
    UNKNOWN_ALERT(HttpStatus.NOT_FOUND, "There is no such alert"),
    TOO_MANY_SEARCHES(HttpStatus.UNPROCESSABLE_CONTENT, "The tenant keeps as many as it may"),
    NOTHING_STAGED(HttpStatus.UNPROCESSABLE_CONTENT, "Nothing of the tenant goes to staging"),
    STAGING_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Staging's Elasticsearch does not answer"),
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
