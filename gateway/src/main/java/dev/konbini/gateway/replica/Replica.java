package dev.konbini.gateway.replica;

import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One running copy of a service, and what is known of its fitness.
///
/// Those that a gateway knows from its start are [Fitness#FIT] until something shows otherwise, so
/// that it serves at once; one that comes later is [Fitness#UNREADY] until it has shown that it is
/// not.
public final class Replica {

    private static final Logger LOG = LoggerFactory.getLogger(Replica.class);

    private final ServiceName service;
    private final URI uri;
    private final HttpHost host;
    private final AtomicReference<Fitness> fitness;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile @Nullable String version;

    Replica(ServiceName service, URI uri, Fitness fitness) {
        this.service = service;
        this.fitness = new AtomicReference<>(fitness);
        this.uri = uri;
        this.host = HttpHost.create(uri);
    }

    /// Its base URI.
    public URI uri() {
        return uri;
    }

    public Fitness fitness() {
        return fitness.get();
    }

    /// The version that it said it is, null while it has not been asked.
    public @Nullable String version() {
        return version;
    }

    ServiceName service() {
        return service;
    }

    HttpHost host() {
        return host;
    }

    int underWay() {
        return underWay.get();
    }

    void begin() {
        underWay.incrementAndGet();
    }

    void end() {
        underWay.decrementAndGet();
    }

    void tell(String version) {
        this.version = version;
    }

    /// Notes what has shown how fit the replica is now.
    ///
    /// @return whether that is news
    boolean become(Fitness now, String reason) {
        var before = fitness.getAndSet(now);
        if (before == now) {
            return false;
        }
        if (now != Fitness.FIT) {
            // The next to answer here may be another version.
            version = null;
        }
        LOG.info(
                "Replica {} of {} is {} (was {}): {}",
                uri,
                service.label(),
                now.words(),
                before.words(),
                reason);
        return true;
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
