package dev.konbini.web.problem;

import java.net.URI;
import java.util.Locale;
import org.springframework.http.HttpStatus;

/// One kind of problem, as a caller may rely on it (RFC 9457, section 3.1.1).
///
/// Each service has one enum of these, in the order in which they are looked for;
/// `docs/problems.md` lists them.
public interface ProblemType {

    /// The constant's name, such as `OUT_OF_STOCK`.
    String name();

    HttpStatus status();

    /// Says what the problem is, the same words each time it occurs.
    String title();

    /// Identifies the problem for good: `https://konbini.dev/problems/` and the name in kebab case.
    default URI uri() {
        return URI.create(
                "https://konbini.dev/problems/"
                        + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
