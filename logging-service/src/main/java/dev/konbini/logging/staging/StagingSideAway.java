package dev.konbini.logging.staging;

import java.io.Serial;

/// Staging's Elasticsearch does not answer, or refuses.
final class StagingSideAway extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    StagingSideAway(RuntimeException cause) {
        super(cause.getMessage(), cause);
    }
}
