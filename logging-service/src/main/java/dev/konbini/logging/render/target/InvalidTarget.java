package dev.konbini.logging.render.target;

import java.io.Serial;

/// A target cannot be read or evaluated as it is written.
public final class InvalidTarget extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    private final int position;

    /// @param position where in the target, counted from 0
    /// @param detail what is wrong there and what to change
    public InvalidTarget(int position, String detail) {
        super(detail, null, false, false);
        this.position = position;
    }

    public int position() {
        return position;
    }
}
