package dev.konbini.logging.metricintake;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads lines from UDP packets.
///
/// UDP holds nobody back: packets wait in a queue, bounded by their number and by their size, and
/// what finds it full is dropped and counted, as is what the kernel drops before (see
/// [KernelDrops]).
final class PacketServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PacketServer.class);
    private static final int PACKET_BYTES_MAX = 65_507;
    private static final int RECEIVE_BUFFER_BYTES = 4 << 20;
    private static final int PACKETS_TOGETHER = 500;

    /// Of heap besides the text.
    private static final int PACKET_OVERHEAD = 64;

    private final String source;
    private final MetricIntakeProperties properties;
    private final LineTaker taker;
    private final IntakeCounters counters;
    private final DatagramSocket socket;
    private final BlockingQueue<String> packets;
    private final Semaphore room;
    private final Thread reader;
    private final Thread worker;

    /// @param port 0 for any that is free
    /// @throws IOException if the port cannot be listened on
    PacketServer(
            String source,
            int port,
            MetricIntakeProperties properties,
            LineTaker taker,
            IntakeCounters counters)
            throws IOException {
        this.source = source;
        this.properties = properties;
        this.taker = taker;
        this.counters = counters;
        packets = new ArrayBlockingQueue<>(properties.packetsMax());
        room = new Semaphore((int) properties.packetsSize().toBytes());
        socket = new DatagramSocket(null);
        socket.setReceiveBufferSize(RECEIVE_BUFFER_BYTES);
        socket.bind(new InetSocketAddress(properties.address(), port));
        counters.watch(
                "konbini.metrics.intake.kernel.drops",
                "Packets that the kernel dropped since the port was opened",
                source,
                this,
                server -> (double) KernelDrops.of(server.port()));
        reader = Thread.ofPlatform().daemon().name(source + "-udp").start(this::receive);
        worker = Thread.ofVirtual().name(source + "-packets").start(this::work);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void receive() {
        var packet = new DatagramPacket(new byte[PACKET_BYTES_MAX], PACKET_BYTES_MAX);
        while (!socket.isClosed()) {
            try {
                packet.setLength(PACKET_BYTES_MAX);
                socket.receive(packet);
                var text =
                        new String(
                                packet.getData(),
                                packet.getOffset(),
                                packet.getLength(),
                                StandardCharsets.UTF_8);
                offer(text);
            } catch (IOException e) {
                LOG.debug("No packet could be received", e);
            }
        }
    }

    private void offer(String packet) {
        if (!room.tryAcquire(bytes(packet))) {
            counters.lost(source, "packets", 1);
        } else if (!packets.offer(packet)) {
            room.release(bytes(packet));
            counters.lost(source, "packets", 1);
        }
    }

    private static int bytes(String packet) {
        return PACKET_OVERHEAD + 2 * packet.length();
    }

    private void work() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                var together = new ArrayList<String>();
                together.add(packets.take());
                packets.drainTo(together, PACKETS_TOGETHER);
                try {
                    taker.take(lines(together));
                } finally {
                    room.release(together.stream().mapToInt(PacketServer::bytes).sum());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> lines(List<String> together) {
        var lines = new ArrayList<String>();
        for (var packet : together) {
            packet.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .forEach(line -> {
                        if (line.length() <= properties.lineBytesMax()) {
                            lines.add(line);
                        } else {
                            counters.lost(source, "line-too-long", 1);
                        }
                    });
        }
        return lines;
    }

    @Override
    public void close() {
        socket.close();
        reader.interrupt();
        worker.interrupt();
    }
}
