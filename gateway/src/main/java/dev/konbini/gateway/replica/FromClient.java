package dev.konbini.gateway.replica;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// What a client sends, which remembers that the client broke off: to who sends it on, that looks
/// like a replica that did.
final class FromClient extends FilterInputStream {

    private volatile boolean brokenOff;

    FromClient(InputStream content) {
        super(content);
    }

    boolean isBrokenOff() {
        return brokenOff;
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (IOException e) {
            brokenOff = true;
            throw e;
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return super.read(target, offset, length);
        } catch (IOException e) {
            brokenOff = true;
            throw e;
        }
    }
}
