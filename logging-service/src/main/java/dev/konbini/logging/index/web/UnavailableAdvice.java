package dev.konbini.logging.index.web;

import dev.konbini.logging.LoggingProblem;
import dev.konbini.logging.index.ElasticsearchUnavailable;
import dev.konbini.web.problem.Problems;
import java.util.Map;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Answers what needs Elasticsearch while it is away.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnavailableAdvice {

    private static final String RETRY_AFTER_SECONDS = "5";

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unavailable(ElasticsearchUnavailable e) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        return Problems.response(
                LoggingProblem.SEARCH_UNAVAILABLE,
                "Nothing is lost: lines and events wait in Kafka until they can be indexed. Try"
                        + " again later.",
                Map.of(),
                headers);
    }
}
