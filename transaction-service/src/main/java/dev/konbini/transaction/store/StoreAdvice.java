package dev.konbini.transaction.store;

import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.MongoNodeIsRecoveringException;
import com.mongodb.MongoNotPrimaryException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoServerUnavailableException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteConcernException;
import dev.konbini.web.problem.Problems;
import dev.konbini.web.problem.RequestProblem;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/// Answers 503 when MongoDB is slow, refuses or is electing: every request here may be repeated,
/// and its repeat goes on where this one stopped.
///
/// Any other failure of MongoDB is a fault of ours and stays unforeseen.
@RestControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class StoreAdvice {

    private static final String RETRY_AFTER_SECONDS = "2";

    private static final Logger log = LoggerFactory.getLogger(StoreAdvice.class);

    @ExceptionHandler({
        MongoTimeoutException.class,
        MongoExecutionTimeoutException.class,
        MongoSocketException.class,
        MongoNotPrimaryException.class,
        MongoNodeIsRecoveringException.class,
        MongoWriteConcernException.class,
        MongoServerUnavailableException.class,
        MongoConnectionPoolClearedException.class,
        MongoSecurityException.class
    })
    ResponseEntity<ProblemDetail> unavailable(MongoException e) {
        log.warn("MongoDB did not answer in time or refused: {}", e.toString());
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
        return Problems.response(
                RequestProblem.UNAVAILABLE,
                "The database does not answer. Send the same request again; what it has done is not done twice.",
                Map.of(),
                headers);
    }
}
