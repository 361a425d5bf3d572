package dev.konbini.logging.index;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/// What was asked of Elasticsearch is more than it, or this service, takes into its memory at once.
/// Asked for fewer documents, it answers.
public final class AnswerTooLarge extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    AnswerTooLarge(String endpoint, @Nullable Throwable cause) {
        super("The answer to %s is too large to be read at once".formatted(endpoint), cause);
    }
}
