package dev.konbini.logging.forward;

import dev.konbini.logging.door.KeepTaking;
import dev.konbini.logging.listen.ReceiverMeters;
import dev.konbini.logging.listen.TcpListener;
import io.micrometer.core.instrument.MeterRegistry;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Listens for the forward protocol on the ports that are set, from the service's start to its
/// stop.
@Component
public final class ForwardListener implements SmartLifecycle {

    private final ForwardProperties properties;
    private final KeepTaking door;
    private final MeterRegistry registry;
    private final SslBundles bundles;
    private @Nullable TcpListener plain;
    private @Nullable TcpListener tls;
    private volatile boolean running;

    ForwardListener(
            ForwardProperties properties,
            KeepTaking door,
            MeterRegistry registry,
            SslBundles bundles) {
        this.properties = properties;
        this.door = door;
        this.registry = registry;
        this.bundles = bundles;
    }

    @Override
    public synchronized void start() {
        var port = properties.port();
        if (port != null) {
            plain = listen("forward", port, null);
        }
        var tlsPort = properties.tlsPort();
        var bundle = properties.sslBundle();
        if (tlsPort != null && bundle != null) {
            tls = listen("forward-tls", tlsPort, bundles.getBundle(bundle).createSslContext());
        }
        running = true;
    }

    private TcpListener listen(String name, int port, @Nullable SSLContext context) {
        var meters = new ReceiverMeters(registry, name);
        return new TcpListener(
                new TcpListener.Options(
                        name,
                        properties.address(),
                        port,
                        properties.connectionsMax(),
                        properties.idleMax(),
                        context),
                meters,
                new ForwardService(properties, door, meters));
    }

    @Override
    public synchronized void stop() {
        running = false;
        if (plain != null) {
            plain.stop(properties.finishMax());
        }
        if (tls != null) {
            tls.stop(properties.finishMax());
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Before the web server and whatever the lines still need.
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE - 1;
    }

    /// Where TCP is listened on; 0 if it is not.
    public synchronized int port() {
        return plain == null ? 0 : plain.port();
    }

    /// Where TLS is listened on; 0 if it is not.
    public synchronized int tlsPort() {
        return tls == null ? 0 : tls.port();
    }
}
