package dev.konbini.commerce.durability;

import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import dev.konbini.web.problem.Problems;
import dev.konbini.web.problem.RequestProblem;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Answers 503 when the database does not answer in time, or not as a primary. Every write of this
/// service may be repeated, so that is what the caller is told to do.
@RestControllerAdvice
@Order(0) // before the advice of web, which takes every exception
final class DatabaseProblems {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseProblems.class);

    @ExceptionHandler({
        MongoTimeoutException.class,
        MongoSocketException.class,
        MongoNotPrimaryException.class,
        MongoNodeIsRecoveringException.class,
        MongoWriteConcernException.class,
        MongoInterruptedException.class
    })
    ResponseEntity<ProblemDetail> unavailable(MongoException e) {
        LOG.warn("The database does not answer: {}", e.getMessage());
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "2");
        return Problems.response(
                RequestProblem.UNAVAILABLE,
                "Send the same request again in 2 seconds: a repeat does no harm.",
                Map.of(),
                headers);
    }
}
