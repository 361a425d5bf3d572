package dev.konbini.web.problem;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/// Builds the answers that say what went wrong. The trace id is added when the answer leaves.
public final class Problems {

    private Problems() {}

    /// Answers with a problem of `type`.
    ///
    /// @param detail what happened and what the caller can do, about this occurrence
    public static ResponseEntity<ProblemDetail> response(ProblemType type, String detail) {
        return response(type, detail, Map.of(), HttpHeaders.EMPTY);
    }

    /// Answers with `errors[]`, one for each bad part of the request.
    public static ResponseEntity<ProblemDetail> response(
            ProblemType type, String detail, List<FieldProblem> errors) {
        return response(type, detail, Map.of("errors", errors), HttpHeaders.EMPTY);
    }

    /// Answers with further members and headers.
    ///
    /// @param properties further members of the document, by name
    public static ResponseEntity<ProblemDetail> response(
            ProblemType type, String detail, Map<String, Object> properties, HttpHeaders headers) {
        var problem = document(type, detail);
        properties.forEach(problem::setProperty);
        return ResponseEntity.status(type.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    static ProblemDetail document(ProblemType type, String detail) {
        var problem = ProblemDetail.forStatusAndDetail(type.status(), detail);
        problem.setType(type.uri());
        problem.setTitle(type.title());
        return problem;
    }
}
