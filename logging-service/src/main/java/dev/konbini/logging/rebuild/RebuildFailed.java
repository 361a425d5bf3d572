package dev.konbini.logging.rebuild;

import java.io.Serial;

/// An index cannot be rebuilt, and is as it was.
final class RebuildFailed extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    RebuildFailed(String reason) {
        super(reason);
    }
}
