package dev.konbini.logging.deadletter;

import java.io.Serial;

/// Kafka did not acknowledge a dead letter. Whoever sent it must not go on as if it were kept.
public final class DeadLettersRefused extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    DeadLettersRefused(String reason, Throwable cause) {
        super(reason, cause);
    }
}
