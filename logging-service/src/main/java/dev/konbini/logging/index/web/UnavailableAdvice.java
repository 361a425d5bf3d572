package dev.konbini.logging.index.web;

import dev.konbini.logging.LoggingProblem;
import dev.konbini.logging.index.AnswerTooLarge;
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

/// Answers what needs Elasticsearch while it is away or busy.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnavailableAdvice {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unavailable(ElasticsearchUnavailable e) {
        return e.isBusy()
                ? answer("1", "Too many search at the moment. Ask again.")
                : answer(
                        "5",
                        "Nothing is lost: lines and events wait in Kafka until they can be"
                                + " indexed. Try again later.");
    }

    /// Not even one document: Elasticsearch has no memory left for the moment.
    @ExceptionHandler
    ResponseEntity<ProblemDetail> tooLarge(AnswerTooLarge e) {
        return answer("5", "What is asked for is too much at the moment. Ask for less, or later.");
    }

    private static ResponseEntity<ProblemDetail> answer(String retryAfterSeconds, String detail) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, retryAfterSeconds);
        return Problems.response(LoggingProblem.SEARCH_UNAVAILABLE, detail, Map.of(), headers);
    }
}
