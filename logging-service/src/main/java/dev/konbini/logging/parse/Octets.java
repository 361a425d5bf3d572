package dev.konbini.logging.parse;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Looks for one byte among many, eight at a time: each line is looked through for several.
public final class Octets {

    private static final VarHandle EIGHT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Octets() {}

    /// Where `wanted` stands first in `octets`, from `from` to before `to`; -1 where it does not.
    public static int indexOf(byte wanted, byte[] octets, int from, int to) {
        var pattern = ONES * (wanted & 0xff);
        var i = from;
        while (i <= to - Long.BYTES && !hasZero((long) EIGHT.get(octets, i) ^ pattern)) {
            i += Long.BYTES;
        }
        while (i < to && octets[i] != wanted) {
            i++;
        }
        return i < to ? i : -1;
    }

    /// Whether one of the eight bytes is 0 (Henry S. Warren, Hacker's Delight, 6-1).
    private static boolean hasZero(long eight) {
        return ((eight - ONES) & ~eight & HIGH_BITS) != 0;
    }
}
