package dev.konbini.logging.door.otlp;

import java.io.Serial;

/// A body is not what OTLP says it must be.
public final class Unreadable extends Exception {

    @Serial private static final long serialVersionUID = 1;

    private final String pointer;

    Unreadable(String pointer, String detail) {
        super(detail, null, false, false);
        this.pointer = pointer;
    }

    /// Where it is not, as a JSON pointer; empty for the body as a whole.
    public String pointer() {
        return pointer;
    }
}
