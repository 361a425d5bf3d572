package dev.konbini.logging.forward;

import dev.konbini.logging.door.KeepTaking;
import dev.konbini.logging.listen.Room;
import dev.konbini.logging.listen.TcpReceiver;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/// Listens for the forward protocol on the ports that are set, from the service's start to its
/// stop.
@Component
public final class ForwardListener implements SmartLifecycle {

    private final TcpReceiver receiver;
    private final Duration finishMax;
    private volatile boolean running;

    ForwardListener(
            ForwardProperties properties,
            KeepTaking door,
            Room room,
            MeterRegistry registry,
            SslBundles bundles) {
        this.receiver =
                new TcpReceiver(
                        new TcpReceiver.Settings(
                                "forward",
                                "forward-tls",
                                properties.address(),
                                properties.port(),
                                properties.tlsPort(),
                                properties.sslBundle(),
                                properties.connectionsMax(),
                                properties.idleMax()),
                        bundles,
                        registry,
                        meters -> new ForwardService(properties, door, room, meters));
        this.finishMax = properties.finishMax();
    }

    @Override
    public synchronized void start() {
        receiver.start();
        running = true;
    }

    @Override
    public synchronized void stop() {
        running = false;
        receiver.stopReading();
        receiver.finishBy(System.nanoTime() + finishMax.toNanos());
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
        return receiver.port();
    }

    /// Where TLS is listened on; 0 if it is not.
    public synchronized int tlsPort() {
        return receiver.tlsPort();
    }
}
