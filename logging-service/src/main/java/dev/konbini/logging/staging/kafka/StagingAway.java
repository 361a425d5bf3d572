package dev.konbini.logging.staging.kafka;

import java.io.Serial;

/// Staging did not take lines that it may take later.
final class StagingAway extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    StagingAway(Exception cause) {
        super("Staging does not take lines: " + cause, cause);
    }
}
