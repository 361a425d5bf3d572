package dev.konbini.logging.listen;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundles;

/// Takes one protocol by TCP, by TLS, or by both, on the ports that are set.
///
/// To be used from one thread at a time.
public final class TcpReceiver {

    private final Settings settings;
    private final SslBundles bundles;
    private final MeterRegistry registry;
    private final Function<ReceiverMeters, TcpListener.Service> protocol;
    private @Nullable TcpListener plain;
    private @Nullable TcpListener tls;

    /// @param protocol makes what is spoken in the connections of a port, with the port's meters
    public TcpReceiver(
            Settings settings,
            SslBundles bundles,
            MeterRegistry registry,
            Function<ReceiverMeters, TcpListener.Service> protocol) {
        this.settings = settings;
        this.bundles = bundles;
        this.registry = registry;
        this.protocol = protocol;
    }

    /// Begins to listen.
    ///
    /// @throws java.io.UncheckedIOException if a port cannot be had
    public void start() {
        var port = settings.port();
        if (port != null) {
            plain = listen(settings.name(), port, null);
        }
        var tlsPort = settings.tlsPort();
        var bundle = settings.sslBundle();
        if (tlsPort != null && bundle != null) {
            tls = listen(settings.tlsName(), tlsPort, bundles.getBundle(bundle).createSslContext());
        }
    }

    private TcpListener listen(String name, int port, @Nullable SSLContext context) {
        var meters = new ReceiverMeters(registry, name);
        return new TcpListener(
                new TcpListener.Options(
                        name,
                        settings.address(),
                        port,
                        settings.connectionsMax(),
                        settings.idleMax(),
                        context),
                meters,
                protocol.apply(meters));
    }

    /// Accepts no more and reads nothing but what has come in. [#finishBy] is to follow.
    public void stopReading() {
        listeners().forEach(TcpListener::stopReading);
    }

    /// Lets every connection finish, and ends those that need longer.
    ///
    /// @param end until when, as [System#nanoTime] has it
    public void finishBy(long end) {
        listeners().forEach(listener -> listener.finishBy(end));
    }

    private Stream<TcpListener> listeners() {
        return Stream.of(Stream.ofNullable(plain), Stream.ofNullable(tls)).flatMap(each -> each);
    }

    /// Where TCP is listened on; 0 if it is not.
    public int port() {
        return plain == null ? 0 : plain.port();
    }

    /// Where TLS is listened on; 0 if it is not.
    public int tlsPort() {
        return tls == null ? 0 : tls.port();
    }

    /// Where to listen, and how.
    ///
    /// @param name of what is spoken by TCP, for people and meters
    /// @param tlsName of what is spoken by TLS, likewise
    /// @param address of the network interface
    /// @param port for TCP; 0 for any that is free, null for none
    /// @param tlsPort for TLS, likewise
    /// @param sslBundle has the certificate; needed with `tlsPort`
    /// @param connectionsMax how many there may be at a time on each port
    /// @param idleMax how long a peer may say nothing
    public record Settings(
            String name,
            String tlsName,
            String address,
            @Nullable Integer port,
            @Nullable Integer tlsPort,
            @Nullable String sslBundle,
            int connectionsMax,
            Duration idleMax) {}
}
