package dev.konbini.transaction.idempotency;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import dev.konbini.transaction.idempotency.AnswerDocument.Answer;
import dev.konbini.transaction.problem.TransactionProblem;
import dev.konbini.web.problem.Problems;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Remembers the first answer to each named request for a day.
@Component
public final class FirstAnswers {

    static final String COLLECTION = "firstAnswers";
    static final Duration KEPT = Duration.ofHours(24);

    private static final List<String> HEADERS = List.of(HttpHeaders.LOCATION, HttpHeaders.ETAG);
    private static final FindOneAndUpdateOptions RETURN_AFTER =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    private final MongoCollection<AnswerDocument> answers;
    private final JsonMapper json;
    private final Clock clock;

    FirstAnswers(MongoDatabase database, JsonMapper json, Clock clock) {
        this.answers = database.getCollection(COLLECTION, AnswerDocument.class);
        this.json = json;
        this.clock = clock;
    }

    /// Gives the first answer to the request called `name`, acting if there is none yet.
    ///
    /// Precedence: 422 idempotency-key-reused if `payload` is not what the first request of that
    /// name sent; the first answer; whatever `act` answers. An answer of 500 and above is not
    /// remembered, nor is a 404 or 409, which says how things are at the moment: a repeat acts
    /// again.
    ///
    /// @param act safe to run several times at once
    public ResponseEntity<?> answer(
            RequestName name, Object payload, Supplier<ResponseEntity<?>> act) {
        return answer(name, payload, _ -> act.get());
    }

    /// The same for an act that has to know its repeats.
    ///
    /// @param act safe to run several times at once; is told until when its name is remembered,
    ///   which is the same for all repeats, and another when the key is used anew after that
    public ResponseEntity<?> answer(
            RequestName name, Object payload, Function<Instant, ResponseEntity<?>> act) {
        var fingerprint = Fingerprint.of(json.writeValueAsString(payload));
        var seen = claim(name, fingerprint);
        if (!seen.fingerprint().equals(fingerprint)) {
            return Problems.response(
                    TransactionProblem.IDEMPOTENCY_KEY_REUSED,
                    "The key was sent before with another request. Send each request with a key of its own.");
        }
        if (seen.answer() != null) {
            return toResponse(seen.answer());
        }
        var response = act.apply(seen.expiresAt());
        return isForNow(response.getStatusCode())
                ? response
                : toResponse(keep(name, from(response)));
    }

    private static boolean isForNow(HttpStatusCode status) {
        return status.is5xxServerError()
                || status.isSameCodeAs(HttpStatus.NOT_FOUND)
                || status.isSameCodeAs(HttpStatus.CONFLICT);
    }

    private AnswerDocument claim(RequestName name, String fingerprint) {
        var expiresAt = clock.instant().plus(KEPT);
        var claim =
                combine(
                        setOnInsert("fingerprint", fingerprint),
                        setOnInsert("expiresAt", expiresAt));
        try {
            return upsert(name, claim);
        } catch (MongoCommandException e) {
            if (ErrorCategory.fromErrorCode(e.getErrorCode()) != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            // Two upserts of one new name met; the other's is there now.
            return upsert(name, claim);
        }
    }

    private AnswerDocument upsert(RequestName name, Bson claim) {
        return present(
                answers.findOneAndUpdate(
                        eq(name.hash()),
                        claim,
                        new FindOneAndUpdateOptions()
                                .upsert(true)
                                .returnDocument(ReturnDocument.AFTER)));
    }

    private Answer keep(RequestName name, Answer answer) {
        var kept =
                answers.findOneAndUpdate(
                        and(eq(name.hash()), exists("answer", false)),
                        set("answer", answer),
                        RETURN_AFTER);
        if (kept == null) {
            // Somebody who ran side by side was faster; had the name expired meanwhile, ours is as
            // good.
            kept = answers.find(eq(name.hash())).first();
        }
        return kept == null || kept.answer() == null ? answer : kept.answer();
    }

    private Answer from(ResponseEntity<?> response) {
        var headers = new LinkedHashMap<String, String>();
        for (var header : HEADERS) {
            var value = response.getHeaders().getFirst(header);
            if (value != null) {
                headers.put(header, value);
            }
        }
        var body = response.getBody();
        return new Answer(
                response.getStatusCode().value(),
                headers,
                body == null ? "" : json.writeValueAsString(body));
    }

    /// A problem is made a document again, so that it leaves with the trace id of the request it
    /// answers.
    private ResponseEntity<?> toResponse(Answer answer) {
        var response = ResponseEntity.status(answer.status());
        answer.headers().forEach(response::header);
        return answer.status() >= 400
                ? response.contentType(MediaType.APPLICATION_PROBLEM_JSON)
                        .body(json.readValue(answer.body(), ProblemDetail.class))
                : response.contentType(MediaType.APPLICATION_JSON)
                        .body(json.readTree(answer.body()));
    }

    private static AnswerDocument present(@Nullable AnswerDocument document) {
        if (document == null) {
            throw new IllegalStateException("MongoDB upserted an answer and returned nothing");
        }
        return document;
    }
}
