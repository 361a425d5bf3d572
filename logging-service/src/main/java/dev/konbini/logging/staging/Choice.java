package dev.konbini.logging.staging;

import dev.konbini.logging.tenant.StagingSlice;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Tells which lines belong to a slice, the same for the same line whoever asks and when.
///
/// A line that has a trace is chosen by that, so that traces come over whole; another by its place.
/// Whoever is in a slice is in each larger one.
final class Choice {

    private static final long THOUSANDTHS = 100_000;

    private Choice() {}

    /// Whether the line at `place` belongs to `slice`.
    ///
    /// @param traceId of the line; null for none
    static boolean takes(StagingSlice slice, Place place, @Nullable String traceId) {
        if (slice.partitions().contains(place.partition())) {
            return true;
        }
        var bound = Math.round(slice.percent() * 1000);
        return bound > 0
                && Long.remainderUnsigned(
                                hash(traceId == null ? place.text() : traceId), THOUSANDTHS)
                        < bound;
    }

    // FNV-1a of 64 bits, and the finalizer of MurmurHash3, without which neighbours have
    // neighbouring hashes. Never to be changed: a line would be in another slice after an upgrade.
    private static long hash(String text) {
        var hash = 0xcbf29ce484222325L;
        for (var octet : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & 0xff)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return hash ^ (hash >>> 33);
    }
}
