package dev.konbini.gateway.replica;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;

/// What a request carries. Whoever read it closes it when the request has been carried.
public sealed interface Body extends AutoCloseable {

    /// Nothing.
    record None() implements Body {}

    /// Held whole, so that it can be sent again.
    final class Held implements Body {

        private final List<byte[]> chunks;
        private final long length;
        private final HeldBytes.Share share;

        Held(List<byte[]> chunks, long length, HeldBytes.Share share) {
            this.chunks = List.copyOf(chunks);
            this.length = length;
            this.share = share;
        }

        /// All of it, from its beginning.
        InputStream content() {
            return new SequenceInputStream(
                    Collections.enumeration(
                            chunks.stream().map(ByteArrayInputStream::new).toList()));
        }

        /// In bytes.
        long length() {
            return length;
        }

        @Override
        public void close() {
            share.close();
        }
    }

    /// Passed on as it comes in, because it is too large to hold; it can be sent once.
    final class Passing implements Body {

        private final FromClient content;
        private final long length;
        private final HeldBytes.Share share;

        Passing(InputStream content, long length, HeldBytes.Share share) {
            this.content = new FromClient(content);
            this.length = length;
            this.share = share;
        }

        InputStream content() {
            return content;
        }

        /// In bytes, −1 where it is not known.
        long length() {
            return length;
        }

        @Override
        public boolean isBrokenOff() {
            return content.isBrokenOff();
        }

        @Override
        public void close() {
            share.close();
        }
    }

    /// Whether it can be sent again after it has been sent, wholly or in part.
    default boolean repeats() {
        return !(this instanceof Passing);
    }

    /// Whether it ended before its end for its client's sake: who left, or sent more than is taken.
    default boolean isBrokenOff() {
        return false;
    }

    @Override
    default void close() {}
}
