package dev.konbini.logging.syslog;

import dev.konbini.logging.door.KeepTaking;
import dev.konbini.logging.listen.ReceiverMeters;
import dev.konbini.logging.listen.Room;
import dev.konbini.logging.listen.TcpReceiver;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
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

    /// Some 10,000 lines of one tenant in 192 MB of heap.
    private static final int UDP_HEAP_PART = 16;

    private final SyslogProperties properties;
    private final KeepTaking door;
    private final SyslogTenants tenants;
    private final MeterRegistry registry;
    private final TcpReceiver tcp;
    private @Nullable UdpSyslog udp;
    private volatile boolean running;

    SyslogListeners(
            SyslogProperties properties,
            KeepTaking door,
            Room room,
            JwtDecoder tokens,
            Clock clock,
            MeterRegistry registry,
            SslBundles bundles) {
        this.properties = properties;
        this.door = door;
        this.tenants = new SyslogTenants(tokens, properties.tenant(), clock);
        this.registry = registry;
        var sizeMax = (int) properties.messageSize().toBytes();
        this.tcp =
                new TcpReceiver(
                        new TcpReceiver.Settings(
                                "syslog-tcp",
                                "syslog-tls",
                                properties.address(),
                                properties.tcpPort(),
                                properties.tlsPort(),
                                properties.sslBundle(),
                                properties.connectionsMax(),
                                properties.idleMax()),
                        bundles,
                        registry,
                        meters -> new TcpSyslog(door, tenants, room, meters, sizeMax));
    }

    @Override
    public synchronized void start() {
        tcp.start();
        var udpPort = properties.udpPort();
        if (udpPort != null) {
            udp =
                    new UdpSyslog(
                            properties.address(),
                            udpPort,
                            door,
                            tenants,
                            new ReceiverMeters(registry, "syslog-udp"),
                            new Room(Runtime.getRuntime().maxMemory() / UDP_HEAP_PART));
        }
        running = true;
    }

    @Override
    public synchronized void stop() {
        running = false;
        tcp.stopReading();
        if (udp != null) {
            udp.stopReading();
        }
        var end = System.nanoTime() + properties.finishMax().toNanos();
        tcp.finishBy(end);
        if (udp != null) {
            udp.finishBy(end);
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
        return tcp.port();
    }

    /// Where TLS is listened on; 0 if it is not.
    public synchronized int tlsPort() {
        return tcp.tlsPort();
    }

    /// Where UDP is listened on; 0 if it is not.
    public synchronized int udpPort() {
        return udp == null ? 0 : udp.port();
    }
}
