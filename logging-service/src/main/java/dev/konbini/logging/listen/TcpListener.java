package dev.konbini.logging.listen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Accepts TCP connections, each served by a thread of its own.
public final class TcpListener {

    private static final Logger LOG = LoggerFactory.getLogger(TcpListener.class);
    private static final Duration HANDSHAKE_MAX = Duration.ofSeconds(10);
    private static final Duration COUNT_MAX = Duration.ofSeconds(1);
    private static final int BACKLOG = 256;

    private final Options options;
    private final ReceiverMeters meters;
    private final Service service;
    private final ServerSocket server;
    private final Map<Thread, Connection> connections = new ConcurrentHashMap<>();

    /// Begins to listen.
    ///
    /// @throws UncheckedIOException if the port cannot be had
    public TcpListener(Options options, ReceiverMeters meters, Service service) {
        this.options = options;
        this.meters = meters;
        this.service = service;
        try {
            server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(
                    new InetSocketAddress(InetAddress.getByName(options.address()), options.port()),
                    BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot listen for %s on %s:%d: choose another port"
                            .formatted(options.name(), options.address(), options.port()),
                    e);
        }
        meters.countConnections(connections::size);
        Thread.ofVirtual().name(options.name() + "-accept").start(this::accept);
        LOG.info("Listening for {} on {}:{}", options.name(), options.address(), port());
    }

    /// Where it listens.
    public int port() {
        return server.getLocalPort();
    }

    /// Accepts no more, and lets every connection read what has come in but nothing after it.
    /// [#finishBy] is to follow.
    public void stopReading() {
        close(server);
        connections.values().forEach(Connection::stopReading);
    }

    /// Waits for the connections, and ends those that need longer.
    ///
    /// @param end until when, as [System#nanoTime] has it
    public void finishBy(long end) {
        var late = connections.keySet().stream().filter(thread -> !join(thread, end)).toList();
        for (var thread : late) {
            LOG.error("{} from {} did not finish in time", options.name(), thread.getName());
            thread.interrupt();
        }
        // They count what they have not had taken.
        var counted = System.nanoTime() + COUNT_MAX.toNanos();
        late.forEach(thread -> join(thread, counted));
        connections.values().forEach(Connection::close);
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                start(server.accept());
            } catch (IOException e) {
                if (!server.isClosed()) {
                    LOG.warn(
                            "A connection for {} was not accepted: {}",
                            options.name(),
                            e.toString());
                    join(Thread.currentThread(), Duration.ofMillis(1));
                }
            }
        }
    }

    private void start(Socket socket) {
        if (connections.size() >= options.connectionsMax()) {
            meters.refused("too-many-connections", socket.getInetAddress().getHostAddress());
            close(socket);
            return;
        }
        var thread =
                Thread.ofVirtual()
                        .name(socket.getInetAddress().getHostAddress())
                        .unstarted(() -> serve(socket));
        connections.put(thread, new Connection(socket, socket));
        thread.start();
    }

    private void serve(Socket socket) {
        @Nullable Connection connection = null;
        try {
            connection = new Connection(socket, secured(socket));
            connections.put(Thread.currentThread(), connection);
            if (server.isClosed()) {
                connection.stopReading();
            }
            service.serve(connection);
        } catch (IOException e) {
            LOG.debug("A connection for {} ended: {}", options.name(), e.toString());
        } catch (RuntimeException e) {
            LOG.error("A connection for {} failed", options.name(), e);
        } finally {
            if (connection != null) {
                connection.close();
            }
            close(socket);
            connections.remove(Thread.currentThread());
        }
    }

    private Socket secured(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        var tls = options.tls();
        if (tls == null) {
            socket.setSoTimeout((int) options.idleMax().toMillis());
            return socket;
        }
        socket.setSoTimeout((int) HANDSHAKE_MAX.toMillis());
        var secured =
                (SSLSocket)
                        tls.getSocketFactory()
                                .createSocket(
                                        socket,
                                        socket.getInetAddress().getHostAddress(),
                                        socket.getPort(),
                                        true);
        secured.setUseClientMode(false);
        secured.startHandshake();
        secured.setSoTimeout((int) options.idleMax().toMillis());
        return secured;
    }

    private static boolean join(Thread thread, long end) {
        return join(thread, Duration.ofNanos(Math.max(1, end - System.nanoTime())));
    }

    private static boolean join(Thread thread, Duration wait) {
        try {
            return thread.join(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception e) {
            LOG.debug("A socket did not close well", e);
        }
    }

    /// What is said in a connection.
    @FunctionalInterface
    public interface Service {

        /// Serves it until its end, in a thread of its own; it is closed afterwards.
        void serve(Connection connection) throws IOException;
    }

    /// How to listen.
    ///
    /// @param name of what is spoken, for people
    /// @param address of the network interface
    /// @param port 0 for any that is free
    /// @param connectionsMax how many there may be at a time; those beyond are closed at once
    /// @param idleMax how long a peer may say nothing
    /// @param tls what the connections are secured with; null for plain TCP
    public record Options(
            String name,
            String address,
            int port,
            int connectionsMax,
            Duration idleMax,
            @Nullable SSLContext tls) {}
}
