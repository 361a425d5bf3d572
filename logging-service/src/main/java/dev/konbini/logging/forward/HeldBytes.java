package dev.konbini.logging.forward;

import dev.konbini.logging.listen.Room;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/// Holds bytes in pieces as they arrive, so that it takes about as much heap as has come, whatever
/// was claimed; and no more than a share of the room.
final class HeldBytes extends OutputStream {

    private static final int PIECE_MIN = 1024;
    private static final int PIECE_MAX = 64 * 1024;

    private final Room.Share share;
    private final List<byte[]> pieces = new ArrayList<>();
    private byte[] last = new byte[0];
    private int used;
    private long held;

    HeldBytes(Room.Share share) {
        this.share = share;
    }

    @Override
    public void write(int octet) throws NoRoomException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws NoRoomException {
        var from = offset;
        var end = offset + length;
        while (from < end) {
            if (used == last.length) {
                addPiece();
            }
            var part = Math.min(end - from, last.length - used);
            System.arraycopy(bytes, from, last, used, part);
            used += part;
            from += part;
        }
    }

    private void addPiece() throws NoRoomException {
        var size = Math.clamp(held, PIECE_MIN, PIECE_MAX);
        if (!share.grow(size)) {
            throw new NoRoomException();
        }
        held += size;
        last = new byte[size];
        used = 0;
        pieces.add(last);
    }

    /// What was written, from its beginning.
    InputStream read() {
        return new Reading();
    }

    /// Gives back what it holds of the room; a repeat does nothing.
    void drop() {
        share.shrink(held);
        held = 0;
        pieces.clear();
        last = new byte[0];
        used = 0;
    }

    // Not a SequenceInputStream: that one tells what is left of a piece as what is left, and gunzip
    // then stops at its end although another member follows.
    private final class Reading extends InputStream {

        private int piece;
        private int at;

        @Override
        public int read() {
            var octet = new byte[1];
            return read(octet, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(octet[0]);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            var part = Math.min(length, available());
            if (part == 0) {
                return length == 0 ? 0 : -1;
            }
            System.arraycopy(pieces.get(piece), at, bytes, offset, part);
            at += part;
            return part;
        }

        @Override
        public int available() {
            if (piece < pieces.size() && at == end(piece)) {
                piece++;
                at = 0;
            }
            return piece < pieces.size() ? end(piece) - at : 0;
        }

        private int end(int index) {
            return index == pieces.size() - 1 ? used : pieces.get(index).length;
        }
    }

    /// Everything that may be held is.
    static final class NoRoomException extends IOException {

        private static final long serialVersionUID = 1L;
    }
}
