package dev.konbini.gateway.replica;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;

/// What a request carries.
public sealed interface Body {

    /// Nothing.
    record None() implements Body {}

    /// Held whole, so that it can be sent again.
    final class Held implements Body {

        private final byte[] bytes;

        Held(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    /// Passed on as it comes in, because it is too large to hold; it can be sent once.
    ///
    /// @param length in bytes, −1 where it is not known
    record Passing(InputStream content, long length) implements Body {}

    /// Whether it can be sent again after it has been sent, wholly or in part.
    default boolean repeats() {
        return !(this instanceof Passing);
    }

    /// Reads a body, holding it where it is no larger than `holdMax` bytes.
    ///
    /// @param length what the client said it is, −1 where it did not say
    static Body read(InputStream content, long length, int holdMax) throws IOException {
        if (length == 0) {
            return new None();
        }
        if (length > holdMax) {
            return new Passing(content, length);
        }
        var head = content.readNBytes(holdMax + 1);
        if (head.length <= holdMax) {
            return head.length == 0 ? new None() : new Held(head);
        }
        return new Passing(
                new SequenceInputStream(new ByteArrayInputStream(head), content), length);
    }
}
