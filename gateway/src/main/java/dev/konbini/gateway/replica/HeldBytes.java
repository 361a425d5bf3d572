package dev.konbini.gateway.replica;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;

/// Reads what requests carry, and holds it so that it can be sent again, as long as all that is
/// held takes a quarter of the heap at most.
///
/// What finds no room passes through, and can then be sent once. So nobody is refused for the sake
/// of those who send much, or send it slowly, before any service has asked who they are.
@Component
public final class HeldBytes {

    /// What a body may have without asking for room: nearly every one that is no batch.
    private static final int CHUNK = 16 << 10;

    private final AtomicLong left;

    HeldBytes() {
        this(Runtime.getRuntime().maxMemory() / 4);
    }

    HeldBytes(long max) {
        this.left = new AtomicLong(max);
    }

    /// Reads a body, holding it where it is no larger than `holdMax` bytes and there is room.
    ///
    /// @param length what the client said it is, −1 where it did not say
    public Body read(InputStream content, long length, int holdMax) throws IOException {
        if (length == 0) {
            return new Body.None();
        }
        var share = new Share();
        if (length > holdMax) {
            return new Body.Passing(content, length, share);
        }
        try {
            return read(content, length, holdMax, share);
        } catch (IOException | RuntimeException e) {
            share.close();
            throw e;
        }
    }

    private static Body read(InputStream content, long length, int holdMax, Share share)
            throws IOException {
        var chunks = new ArrayList<byte[]>();
        var held = 0;
        while (held <= holdMax && (held == 0 || share.grow(CHUNK))) {
            var wanted = Math.min(CHUNK, holdMax + 1 - held);
            var chunk = content.readNBytes(wanted);
            chunks.add(chunk);
            held += chunk.length;
            if (chunk.length < wanted) {
                return held == 0 ? new Body.None() : new Body.Held(chunks, held, share);
            }
        }
        var head = new Body.Held(chunks, held, share).content();
        return new Body.Passing(new SequenceInputStream(head, content), length, share);
    }

    /// What one request holds of the room.
    final class Share implements AutoCloseable {

        private long taken;

        private Share() {}

        private boolean grow(int bytes) {
            if (left.addAndGet(-bytes) < 0) {
                left.addAndGet(bytes);
                return false;
            }
            taken += bytes;
            return true;
        }

        @Override
        public void close() {
            left.addAndGet(taken);
            taken = 0;
        }
    }
}
