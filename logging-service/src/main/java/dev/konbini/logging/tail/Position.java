package dev.konbini.logging.tail;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/// Where a tailer is: for each partition of the topic the offset of the line that comes next. A
/// partition that came to be later is at its beginning.
public final class Position {

    private static final byte FORM = 1;
    private static final int PARTITIONS_MAX = 4096;
    private static final int CHECK_BYTES = 2;

    private final long[] offsets;
    private @Nullable String text;

    private Position(long[] offsets) {
        this.offsets = offsets;
    }

    /// The position at these offsets, of partition 0, 1 and so on.
    public static Position of(long... offsets) {
        return new Position(offsets.clone());
    }

    /// The position that `text`, made by [#text], stands for; empty where it is none.
    public static Optional<Position> parse(String text) {
        try {
            var bytes = Base64.getUrlDecoder().decode(text);
            var length = bytes.length - CHECK_BYTES;
            if (length < 1
                    || ByteBuffer.wrap(bytes, length, 2).getShort() != check(bytes, length)) {
                return Optional.empty();
            }
            return read(ByteBuffer.wrap(bytes, 0, length));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// The position in a form that fits into a header and tells clients nothing.
    public String text() {
        if (text == null) {
            var bytes = ByteBuffer.allocate(1 + 9 * offsets.length + CHECK_BYTES);
            bytes.put(FORM);
            for (var offset : offsets) {
                writeVariable(bytes, offset);
            }
            bytes.putShort(check(bytes.array(), bytes.position()));
            text =
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(Arrays.copyOf(bytes.array(), bytes.position()));
        }
        return text;
    }

    /// The offset in `partition`.
    public long at(int partition) {
        return partition < offsets.length ? offsets[partition] : 0;
    }

    /// How many partitions it tells about.
    public int partitions() {
        return offsets.length;
    }

    /// In each partition the later of this and `other`.
    public Position later(Position other) {
        if (other.isNowhereBefore(this)) {
            return other;
        }
        var later = Arrays.copyOf(offsets, Math.max(offsets.length, other.offsets.length));
        Arrays.setAll(later, partition -> Math.max(at(partition), other.at(partition)));
        return new Position(later);
    }

    private boolean isNowhereBefore(Position other) {
        for (var partition = 0; partition < other.offsets.length; partition++) {
            if (at(partition) < other.offsets[partition]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Position> read(ByteBuffer bytes) {
        if (bytes.get() != FORM) {
            return Optional.empty();
        }
        var offsets = new long[bytes.remaining()];
        var count = 0;
        while (bytes.hasRemaining()) {
            var offset = readVariable(bytes);
            if (offset < 0 || count == PARTITIONS_MAX) {
                return Optional.empty();
            }
            offsets[count++] = offset;
        }
        return Optional.of(new Position(Arrays.copyOf(offsets, count)));
    }

    private static void writeVariable(ByteBuffer bytes, long number) {
        var rest = number;
        while (rest > 0x7f) {
            bytes.put((byte) (rest | 0x80));
            rest >>>= 7;
        }
        bytes.put((byte) rest);
    }

    /// @return -1 where there is no number
    private static long readVariable(ByteBuffer bytes) {
        var number = 0L;
        for (var shift = 0; shift < 63 && bytes.hasRemaining(); shift += 7) {
            var octet = bytes.get();
            number |= (long) (octet & 0x7f) << shift;
            if (octet >= 0) {
                return number;
            }
        }
        return -1;
    }

    private static short check(byte[] bytes, int length) {
        var sum = new CRC32();
        sum.update(bytes, 0, length);
        return (short) sum.getValue();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Position position && Arrays.equals(offsets, position.offsets);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(offsets);
    }

    @Override
    public String toString() {
        return Arrays.toString(offsets);
    }
}
