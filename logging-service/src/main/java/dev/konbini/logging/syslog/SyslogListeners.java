package dev.konbini.logging.syslog;

import dev.konbini.logging.door.KeepTaking;
import dev.konbini.logging.listen.ReceiverMeters;
import dev.konbini.logging.listen.TcpListener;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.SmartLifecycle;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.stereotype.Component;

/// Listens for syslog on the ports that are set, from the service's start to its stop.
///
/// A stop first ends reading, then waits until everything that came in is taken.
@Component
public final class SyslogListeners implements SmartLifecycle {

    private final SyslogProperties properties;
    private final KeepTaking door;
    private final SyslogTenants tenants;
    private final MeterRegistry registry;
    private final SslBundles bundles;
    private @Nullable TcpListener tcp;
    private @Nullable TcpListener tls;
    private @Nullable UdpSyslog udp;
    private volatile boolean running;

    SyslogListeners(
            SyslogProperties properties,
            KeepTaking door,
            JwtDecoder tokens,
            Clock clock,
            MeterRegistry registry,
            SslBundles bundles) {
        this.properties = properties;
        this.door = door;
        this.tenants = new SyslogTenants(tokens, properties.tenant(), clock);
        this.registry = registry;
        this.bundles = bundles;
    }

    @Override
    public synchronized void start() {
        var tcpPort = properties.tcpPort();
        if (tcpPort != null) {
            tcp = listen("syslog-tcp", tcpPort, null);
        }
        var tlsPort = properties.tlsPort();
        var bundle = properties.sslBundle();
        if (tlsPort != null && bundle != null) {
            tls = listen("syslog-tls", tlsPort, bundles.getBundle(bundle).createSslContext());
        }
        var udpPort = properties.udpPort();
        if (udpPort != null) {
            udp =
                    new UdpSyslog(
                            properties.address(),
                            udpPort,
                            door,
                            tenants,
                            new ReceiverMeters(registry, "syslog-udp"));
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
                new TcpSyslog(door, tenants, meters, (int) properties.messageSize().toBytes()));
    }

    @Override
    public synchronized void stop() {
        running = false;
        if (tcp != null) {
            tcp.stop(properties.finishMax());
        }
        if (tls != null) {
            tls.stop(properties.finishMax());
        }
        if (udp != null) {
            udp.stop(properties.finishMax());
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
    public synchronized int tcpPort() {
        return tcp == null ? 0 : tcp.port();
    }

    /// Where TLS is listened on; 0 if it is not.
    public synchronized int tlsPort() {
        return tls == null ? 0 : tls.port();
    }

    /// Where UDP is listened on; 0 if it is not.
    public synchronized int udpPort() {
        return udp == null ? 0 : udp.port();
    }
}
