package dev.konbini.logging.door;

import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Bounds what is on its way through this replica, so that no tenant takes the memory of others.
///
/// A tenant may take as much more as leaves at least its own whole share free: alone half of all,
/// two that flood a third each. So there is always room for one that comes new (dynamic thresholds:
/// Choudhury and Hahne, IEEE/ACM Transactions on Networking 6(2), 1998, with a factor of 1).
@Component
public final class InFlight {

    private final long bytesMax;
    private final Map<String, Long> held = new HashMap<>();
    private long all;

    InFlight(DoorProperties properties) {
        this.bytesMax = properties.inFlight().toBytes();
    }

    /// A share of `tenant`, empty at first.
    public Share open(String tenant) {
        return new Share(tenant);
    }

    private synchronized Growth grow(String tenant, long bytes) {
        long own = held.getOrDefault(tenant, 0L);
        if (all > 0 && own + bytes > bytesMax - all) {
            return own == 0 ? Growth.FULL : Growth.TOO_MUCH;
        }
        held.put(tenant, own + bytes);
        all += bytes;
        return Growth.GRANTED;
    }

    private synchronized void giveBack(String tenant, long bytes) {
        held.computeIfPresent(tenant, (name, own) -> own == bytes ? null : own - bytes);
        all -= bytes;
    }

    /// What became of a wish for more.
    public enum Growth {
        GRANTED,

        /// The tenant has its fair share on the way already.
        TOO_MUCH,

        /// The tenant has nothing on the way, but all others together have too much.
        FULL
    }

    /// What one request of a tenant holds until it is closed. Used by one thread at a time.
    public final class Share implements AutoCloseable {

        private final String tenant;
        private long bytes;

        private Share(String tenant) {
            this.tenant = tenant;
        }

        /// Takes `more` bytes. What is not granted changes nothing.
        public Growth grow(long more) {
            var growth = InFlight.this.grow(tenant, more);
            if (growth == Growth.GRANTED) {
                bytes += more;
            }
            return growth;
        }

        /// How many bytes it has taken.
        long held() {
            return bytes;
        }

        /// Counts what becomes of the bytes that were taken so far.
        public Parts parts() {
            return new Parts(this, bytesMax / 2);
        }

        /// Gives all back; a repeat does nothing.
        @Override
        public void close() {
            if (bytes > 0) {
                giveBack(tenant, bytes);
                bytes = 0;
            }
        }
    }
}
