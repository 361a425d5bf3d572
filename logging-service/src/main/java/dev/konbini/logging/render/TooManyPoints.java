package dev.konbini.logging.render;

import java.io.Serial;

/// A request would read more than one may.
public final class TooManyPoints extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    public TooManyPoints(String detail) {
        super(detail, null, false, false);
    }
}
