package dev.konbini.logging.door;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.konbini.logging.tenant.Quota;
import dev.konbini.logging.tenant.Tenant;
import java.time.Duration;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Holds each tenant to its quota, of which this replica has an equal share among those that live,
/// so that all together let no more through than was agreed (`docs/decisions/quotas.md`).
@Component
public final class Quotas {

    /// By then every bucket is full again, whatever was owed.
    private static final Duration IDLE_MAX = Duration.ofDays(1);

    private final IntSupplier replicas;
    private final LongSupplier nanos;
    private final Cache<String, Buckets> buckets =
            Caffeine.newBuilder().expireAfterAccess(IDLE_MAX).build();

    @Autowired
    Quotas(LiveReplicas replicas) {
        this(replicas, System::nanoTime);
    }

    Quotas(IntSupplier replicas, LongSupplier nanos) {
        this.replicas = replicas;
        this.nanos = nanos;
    }

    /// How long `tenant` must wait before it may send anything; zero if it need not.
    public Duration wait(Tenant tenant) {
        return charge(tenant, 0, 0);
    }

    /// Takes what a batch costs, where [#wait] is zero.
    ///
    /// @return the wait; unless it is zero, nothing was taken
    Duration take(Tenant tenant, long bytes, long lines) {
        return charge(tenant, bytes, lines);
    }

    /// Gives back what a batch cost that did not go through.
    void giveBack(Tenant tenant, long bytes, long lines) {
        buckets(tenant).pay(-bytes, -lines);
    }

    private Duration charge(Tenant tenant, long bytes, long lines) {
        var quota = tenant.quota();
        if (quota.bytesPerSecond() == null && quota.linesPerSecond() == null) {
            return Duration.ZERO;
        }
        return buckets(tenant).charge(quota, replicas.getAsInt(), nanos.getAsLong(), bytes, lines);
    }

    private Buckets buckets(Tenant tenant) {
        return buckets.get(tenant.name(), name -> new Buckets());
    }

    /// One tenant's.
    private static final class Buckets {

        private @Nullable TokenBucket bytes;
        private @Nullable TokenBucket lines;

        synchronized Duration charge(
                Quota quota, int replicas, long nowNanos, long byteCount, long lineCount) {
            bytes = filled(bytes, quota.bytesPerSecond(), quota, replicas, nowNanos);
            lines = filled(lines, quota.linesPerSecond(), quota, replicas, nowNanos);
            var forBytes = wait(bytes, quota.bytesPerSecond(), replicas);
            var forLines = wait(lines, quota.linesPerSecond(), replicas);
            var longer = forBytes.compareTo(forLines) > 0 ? forBytes : forLines;
            if (longer.isZero()) {
                pay(byteCount, lineCount);
            }
            return longer;
        }

        synchronized void pay(long byteCount, long lineCount) {
            if (bytes != null) {
                bytes.take((double) byteCount);
            }
            if (lines != null) {
                lines.take((double) lineCount);
            }
        }

        private static @Nullable TokenBucket filled(
                @Nullable TokenBucket bucket,
                @Nullable Long rate,
                Quota quota,
                int replicas,
                long nowNanos) {
            if (rate == null) {
                return null;
            }
            var share = (double) rate / replicas;
            var burst = share * quota.burstSeconds();
            if (bucket == null) {
                return new TokenBucket(burst, nowNanos);
            }
            bucket.fill(share, burst, nowNanos);
            return bucket;
        }

        private static Duration wait(
                @Nullable TokenBucket bucket, @Nullable Long rate, int replicas) {
            return bucket == null || rate == null
                    ? Duration.ZERO
                    : bucket.wait((double) rate / replicas);
        }
    }
}
