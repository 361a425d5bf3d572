package dev.konbini.transaction.idempotency;

import dev.konbini.web.access.Caller;
import dev.konbini.web.problem.FieldProblem;
import dev.konbini.web.problem.ProblemException;
import dev.konbini.web.problem.RequestProblem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The name a caller gave a request with `Idempotency-Key`, made unique over all callers and
/// endpoints. Guests cannot be told apart: their names are one another's.
///
/// @param hash what is kept of it
public record RequestName(String hash) {

    /// The request header.
    public static final String HEADER = "Idempotency-Key";

    private static final Pattern FORM = Pattern.compile("[\\x21-\\x7e]{1,255}");

    /// Reads the header, quoted as the draft says or bare as most clients send it.
    ///
    /// @param endpoint method and path
    /// @return empty where the header was not sent
    /// @throws ProblemException invalid-request, where it is not 1 to 255 visible ASCII characters
    public static Optional<RequestName> of(
            @Nullable String header, Caller caller, String endpoint) {
        if (header == null) {
            return Optional.empty();
        }
        var quoted = header.length() >= 2 && header.startsWith("\"") && header.endsWith("\"");
        var key = quoted ? header.substring(1, header.length() - 1) : header;
        if (!FORM.matcher(key).matches()) {
            throw new ProblemException(
                            RequestProblem.INVALID_REQUEST, "Change what errors[] names.")
                    .with(
                            "errors",
                            List.of(
                                    FieldProblem.in(
                                            HEADER, "must be 1 to 255 visible ASCII characters")));
        }
        var owner = caller.subject() == null ? "guest" : "subject " + caller.subject();
        return Optional.of(new RequestName(Fingerprint.of(owner, endpoint, key)));
    }

    /// The name among the requests about `subject` alone.
    public RequestName of(String subject) {
        return new RequestName(Fingerprint.of(hash, subject));
    }
}
