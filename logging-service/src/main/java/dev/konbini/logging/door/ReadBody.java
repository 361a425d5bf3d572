package dev.konbini.logging.door;

import dev.konbini.logging.door.TooMuch.Reason;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.springframework.stereotype.Component;

/// Reads what is sent, packed or not, never more of it than fits.
@Component
public final class ReadBody {

    private static final int CHUNK = 64 * 1024;

    private final long bytesMax;

    ReadBody(DoorProperties properties) {
        this.bytesMax = properties.body().toBytes();
    }

    /// How many bytes a body may have, as it is sent and as it is when unpacked.
    public long bytesMax() {
        return bytesMax;
    }

    /// The bytes of `body`, which count in `share` as they come.
    ///
    /// @param gzip whether it is packed
    /// @throws TooMuch beyond [#bytesMax], or what `share` grants
    public byte[] read(InputStream body, boolean gzip, InFlight.Share share) throws IOException {
        try (var unpacked = gzip ? new GZIPInputStream(new Bounded(body, bytesMax), CHUNK) : body) {
            var bytes = new ByteArrayOutputStream();
            var chunk = new byte[CHUNK];
            for (var count = unpacked.read(chunk); count >= 0; count = unpacked.read(chunk)) {
                if (bytes.size() + count > bytesMax) {
                    throw new TooMuch(Reason.BYTES);
                }
                TooMuch.unless(share.grow(count));
                bytes.write(chunk, 0, count);
            }
            return bytes.toByteArray();
        }
    }

    /// A stream of which no more than so much is read.
    private static final class Bounded extends FilterInputStream {

        private long left;

        Bounded(InputStream stream, long bytesMax) {
            super(stream);
            this.left = bytesMax;
        }

        @Override
        public int read() throws IOException {
            var single = new byte[1];
            return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var count = super.read(bytes, offset, length);
            left -= Math.max(0, count);
            if (left < 0) {
                throw new TooMuch(Reason.BYTES);
            }
            return count;
        }
    }
}
