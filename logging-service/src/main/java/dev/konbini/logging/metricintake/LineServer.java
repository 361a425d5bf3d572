package dev.konbini.logging.metricintake;

import dev.konbini.logging.listen.Room;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads lines from TCP connections, each in a virtual thread of its own.
///
/// A connection is read no faster than its lines are taken, so TCP holds a sender back; and where
/// its share of the room is used up, its lines are taken before any further are read. What came
/// before a connection ended is taken, also a last line without an end.
final class LineServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LineServer.class);
    private static final int LINES_TOGETHER = 500;
    private static final int BACKLOG = 128;
    private static final int BUFFER = 8 << 10;

    /// Of heap, for a line and its point without the text.
    private static final int LINE_OVERHEAD = 200;

    private final String source;
    private final MetricIntakeProperties properties;
    private final LineTaker taker;
    private final IntakeCounters counters;
    private final ServerSocket server;
    private final Room room;
    private final Semaphore connections;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<Thread> readers = ConcurrentHashMap.newKeySet();

    /// @param port 0 for any that is free
    /// @param room for lines that are not taken yet
    /// @throws IOException if the port cannot be listened on
    LineServer(
            String source,
            int port,
            MetricIntakeProperties properties,
            LineTaker taker,
            Room room,
            IntakeCounters counters)
            throws IOException {
        this.source = source;
        this.properties = properties;
        this.taker = taker;
        this.room = room;
        this.counters = counters;
        this.connections = new Semaphore(properties.connectionsMax());
        server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(properties.address(), port), BACKLOG);
        counters.watch(
                "konbini.metrics.intake.connections", "Open connections", source, open, Set::size);
        Thread.ofVirtual().name(source + "-tcp").start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                if (connections.tryAcquire()) {
                    open.add(socket);
                    Thread.ofVirtual().name(source + "-lines").start(() -> serve(socket));
                } else {
                    counters.lost(source, "connections", 1);
                    socket.close();
                }
            } catch (IOException e) {
                LOG.debug("No connection could be accepted", e);
            }
        }
    }

    private void serve(Socket socket) {
        readers.add(Thread.currentThread());
        try (socket;
                var share = room.open();
                var in = new BufferedInputStream(socket.getInputStream(), BUFFER)) {
            socket.setSoTimeout((int) properties.idleMax().toMillis());
            read(in, share);
        } catch (SocketTimeoutException e) {
            LOG.debug("A connection was silent for too long");
        } catch (IOException e) {
            LOG.debug("A connection broke", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
            readers.remove(Thread.currentThread());
            connections.release();
        }
    }

    private void read(InputStream in, Room.Share share) throws IOException, InterruptedException {
        var lines = new ArrayList<String>();
        var line = new ByteArrayOutputStream();
        for (var octet = in.read(); octet >= 0; octet = in.read()) {
            if (octet == '\n') {
                var bytes = LINE_OVERHEAD + 2L * line.size();
                add(lines, line);
                // What is there already is taken together; for what is not, nobody waits.
                if (!share.grow(bytes) || lines.size() >= LINES_TOGETHER || in.available() == 0) {
                    hand(lines);
                    share.resize(0);
                }
            } else if (line.size() < properties.lineBytesMax()) {
                line.write(octet);
            } else {
                counters.lost(source, "line-too-long", 1);
                hand(lines);
                return;
            }
        }
        add(lines, line);
        hand(lines);
    }

    private static void add(List<String> lines, ByteArrayOutputStream line) {
        var text = line.toString(StandardCharsets.UTF_8).strip();
        line.reset();
        if (!text.isEmpty()) {
            lines.add(text);
        }
    }

    private void hand(List<String> lines) throws InterruptedException {
        if (!lines.isEmpty()) {
            taker.take(List.copyOf(lines));
            lines.clear();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : open) {
            socket.close();
        }
        readers.forEach(Thread::interrupt);
    }
}
