package dev.konbini.logging.tail;

import java.io.IOException;
import java.io.OutputStream;

/// A line in JSON, without a line break, encoded once however many get it.
public final class LineText {

    private final byte[] bytes;

    /// The line as JSON, in UTF-8.
    public LineText(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    /// How many bytes it has.
    public int length() {
        return bytes.length;
    }

    public void writeTo(OutputStream target) throws IOException {
        target.write(bytes);
    }
}
