package dev.konbini.logging.door;

import java.io.Serial;

/// A body is more than may be held of it, or of its tenant's at once. Nothing of it is taken.
public final class TooMuch extends RuntimeException {

    @Serial private static final long serialVersionUID = 1;

    private final Reason reason;

    TooMuch(Reason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    static void unless(InFlight.Growth growth) {
        switch (growth) {
            case GRANTED -> {}
            case TOO_MUCH -> throw new TooMuch(Reason.TENANT);
            case FULL -> throw new TooMuch(Reason.REPLICA);
        }
    }

    public Reason reason() {
        return reason;
    }

    /// What it is too much for.
    public enum Reason {

        /// It has more bytes than any body may have, as it was sent or unpacked.
        BYTES,

        /// It becomes more than any body may become, see [Parts].
        PARTS,

        /// The tenant has its fair share on the way already: a later try may succeed.
        TENANT,

        /// Others have too much on the way: a later try may succeed.
        REPLICA
    }
}
