package dev.konbini.gateway.route;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A request's body, cut off where it grows larger than its path takes: a client that sends in
/// chunks does not say beforehand how much will come.
final class Metered extends FilterInputStream {

    private long left;
    private boolean tooLarge;

    Metered(InputStream content, long largest) {
        super(content);
        this.left = largest;
    }

    /// Whether the body was cut off.
    boolean isTooLarge() {
        return tooLarge;
    }

    @Override
    public int read() throws IOException {
        var read = in.read();
        if (read >= 0) {
            take(1);
        }
        return read;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        var read = in.read(target, offset, length);
        if (read > 0) {
            take(read);
        }
        return read;
    }

    private void take(int bytes) throws TooLarge {
        left -= bytes;
        if (left < 0) {
            tooLarge = true;
            throw new TooLarge();
        }
    }

    /// Says that the body is larger than its path takes.
    static final class TooLarge extends IOException {

        private static final long serialVersionUID = 1;

        TooLarge() {
            super("The body is too large");
        }
    }
}
