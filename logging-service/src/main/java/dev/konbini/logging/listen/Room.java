package dev.konbini.logging.listen;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Bounds the heap of what came in and is not taken yet.
///
/// Who holds some of it may take as much more as leaves its own whole share free: alone half of
/// all, two that take what they can a third each. So there is always room for one that comes new,
/// whatever the others do (as in [dev.konbini.logging.door.InFlight], by tenant).
///
/// The one that is injected is shared by the receivers whose senders can be held back.
@Component
public final class Room {

    /// Alone, a sender of the largest message of the forward protocol finds room in 192 MB of heap.
    private static final int HEAP_PART = 5;

    private final long bytesMax;
    private long held;

    @Autowired
    Room() {
        this(Runtime.getRuntime().maxMemory() / HEAP_PART);
    }

    public Room(long bytesMax) {
        this.bytesMax = bytesMax;
    }

    /// A share of it, empty at first.
    public Share open() {
        return new Share();
    }

    private synchronized boolean resize(Share share, long bytes) {
        var more = bytes - share.bytes;
        if (more > 0 && bytes > bytesMax - held - more) {
            return false;
        }
        held += more;
        share.bytes = bytes;
        return true;
    }

    /// What one sender holds until it is closed. To be used by one thread at a time.
    public final class Share implements AutoCloseable {

        private long bytes;

        private Share() {}

        /// How much it holds.
        public long bytes() {
            return bytes;
        }

        /// Takes `more` bytes.
        ///
        /// @return false if there is no room for them; then nothing has changed
        public boolean grow(long more) {
            return resize(bytes + more);
        }

        /// Gives `less` bytes back.
        public void shrink(long less) {
            resize(bytes - less);
        }

        /// Holds `all` bytes from now on, which is always granted where they are no more than
        /// before.
        ///
        /// @return false if there is no room for them; then nothing has changed
        public boolean resize(long all) {
            return Room.this.resize(this, all);
        }

        /// Gives all back; a repeat does nothing.
        @Override
        public void close() {
            resize(0);
        }
    }
}
