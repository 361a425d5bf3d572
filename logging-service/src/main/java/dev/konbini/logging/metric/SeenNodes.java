package dev.konbini.logging.metric;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/// Which nodes of the catalogue this replica knows to be there, however long their paths are, and
/// what a sender said last stands for their roll-ups.
///
/// Of each 16 bytes are kept, so that 600,000 take 16 MB: 125 bits of a digest, and 3 for what was
/// said. Two nodes would have to agree in the digest for one to be taken for the other and never be
/// entered: of a million that is less likely than 1 in 10^25, and nobody can make two that do. What
/// is forgotten is only asked for again.
final class SeenNodes {

    private static final int SLOTS_MIN = 1 << 10;

    /// Where what was said is, never 0: zero is an empty slot.
    private static final long SAID = 7;

    private static final long NOTHING = 1;

    private final int nodesMax;
    private long[] slots = new long[2 * SLOTS_MIN];
    private int size;

    /// @param nodesMax how many are remembered before all are forgotten
    SeenNodes(int nodesMax) {
        this.nodesMax = nodesMax;
    }

    /// What is remembered of the node that `id` calls in the month of `index`.
    ///
    /// @param measure what its sender says; empty for a branch, and where that is nothing
    static Node node(String index, SeriesId id, Optional<Measure> measure) {
        try {
            var digest =
                    ByteBuffer.wrap(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(
                                            (index + "/" + id.key())
                                                    .getBytes(StandardCharsets.UTF_8)));
            var said = measure.map(SeenNodes::said).orElse(NOTHING);
            return new Node((digest.getLong() & ~SAID) | said, digest.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static long said(Measure measure) {
        return switch (measure) {
            case MIN -> 2;
            case MAX -> 3;
            case SUM -> 4;
            case AVERAGE -> 5;
            case LAST -> 6;
        };
    }

    /// Whether it is known to be there, as what it says it is.
    synchronized boolean contains(Node node) {
        var there = slots[slot(node)];
        return there != 0 && ((node.high() & SAID) == NOTHING || there == node.high());
    }

    synchronized void add(Node node) {
        if (contains(node)) {
            return;
        }
        if (slots[slot(node)] != 0) {
            put(node);
            return;
        }
        if (size == nodesMax) {
            slots = new long[2 * SLOTS_MIN];
            size = 0;
        }
        put(node);
        if (++size > slots.length / 2 / 4 * 3) {
            grow();
        }
    }

    synchronized int size() {
        return size;
    }

    private void put(Node node) {
        var slot = slot(node);
        slots[slot] = node.high();
        slots[slot + 1] = node.low();
    }

    private void grow() {
        var old = slots;
        slots = new long[2 * old.length];
        for (var slot = 0; slot < old.length; slot += 2) {
            if (old[slot] != 0) {
                put(new Node(old[slot], old[slot + 1]));
            }
        }
    }

    /// Where `node` is, or else the empty slot where it would be put.
    private int slot(Node node) {
        var mask = slots.length / 2 - 1;
        var place = (int) node.low() & mask;
        while (slots[2 * place] != 0
                && ((slots[2 * place] & ~SAID) != (node.high() & ~SAID)
                        || slots[2 * place + 1] != node.low())) {
            place = place + 1 & mask;
        }
        return 2 * place;
    }

    /// @param high never zero
    record Node(long high, long low) {}
}
