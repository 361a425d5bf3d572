package dev.konbini.logging.door;

import dev.konbini.logging.door.TooMuch.Reason;

/// Counts what a body is unfolded into, before it is, since few bytes can become much: two are an
/// empty record, and one resource's attributes stand on each of its lines.
///
/// A part is some 48 bytes of heap, such as a token of JSON, a text, or an attribute on a line. It
/// counts as 8 bytes of the tenant's share, and as none as long as the bytes of the body outweigh
/// the parts. Used by one thread.
public final class Parts {

    static final int BYTES = 8;

    private static final long PARTS_MAX = 1_000_000;
    private static final long REPEATED_MAX = 32 << 20;
    private static final long STEP = 64 * 1024;

    private final InFlight.Share share;
    private final long partsMax;
    private long held;
    private long parts;
    private long repeated;

    /// @param heldMax how many bytes one tenant may hold alone: of a body that becomes more no
    ///   later try would succeed
    Parts(InFlight.Share share, long heldMax) {
        this.share = share;
        this.partsMax = Math.min(PARTS_MAX, heldMax / BYTES);
        this.held = share.held();
    }

    /// Counts `more` parts, to be called before they are made.
    ///
    /// @throws TooMuch if they are too many for a body, or for its tenant at the moment
    public void add(long more) {
        parts += more;
        if (parts > partsMax) {
            throw new TooMuch(Reason.PARTS);
        }
        if (parts * BYTES > held) {
            var step = Math.min(Math.max(parts * BYTES - held, STEP), partsMax * BYTES - held);
            TooMuch.unless(share.grow(step));
            held += step;
        }
    }

    /// Counts text that stands in the body once and is written `times` times.
    ///
    /// @param characters how long it is
    /// @throws TooMuch if the text that is written becomes too long
    public void repeat(long characters, int times) {
        repeated += characters * times;
        if (repeated > REPEATED_MAX) {
            throw new TooMuch(Reason.PARTS);
        }
    }
}
