package dev.konbini.web.problem;

import java.io.Serial;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/// Carries a problem from where no return value can carry it. Expected refusals of a use case are
/// values of its outcome instead.
public final class ProblemException extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    private final transient ProblemType type;
    private final transient Map<String, Object> properties = new LinkedHashMap<>();
    private final transient HttpHeaders headers = new HttpHeaders();

    /// @param detail what happened and what the caller can do, about this occurrence
    public ProblemException(ProblemType type, String detail) {
        super(detail);
        this.type = type;
    }

    /// Adds a member to the problem document.
    public ProblemException with(String property, Object value) {
        properties.put(property, value);
        return this;
    }

    /// Adds a header to the answer.
    public ProblemException header(String name, String value) {
        headers.set(name, value);
        return this;
    }

    public ProblemType type() {
        return type;
    }

    ResponseEntity<ProblemDetail> response() {
        return Problems.response(type, String.valueOf(getMessage()), properties, headers);
    }
}
