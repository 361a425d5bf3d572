package dev.konbini.gateway.problem;

import dev.konbini.web.problem.ProblemType;
import org.springframework.http.HttpStatus;

/// The gateway's own problems, in the order in which they are looked for.
public enum GatewayProblem implements ProblemType {
    NOT_ROUTED(HttpStatus.NOT_FOUND, "There is nothing at this path"),
    BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "The request is larger than this path takes"),
    SERVICE_BUSY(HttpStatus.SERVICE_UNAVAILABLE, "More wait for the service than can be held"),
    CIRCUIT_OPEN(HttpStatus.SERVICE_UNAVAILABLE, "The service is given time to recover"),
    SERVICE_TIMED_OUT(HttpStatus.GATEWAY_TIMEOUT, "The service did not answer in time"),
    SERVICE_BROKE_OFF(HttpStatus.BAD_GATEWAY, "The service broke off while it answered"),
    NO_REPLICA(HttpStatus.SERVICE_UNAVAILABLE, "No replica of the service takes requests");

    private final HttpStatus status;
    private final String title;

    GatewayProblem(HttpStatus status, String title) {
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
