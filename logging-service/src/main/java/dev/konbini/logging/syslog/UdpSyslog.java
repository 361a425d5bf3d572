package dev.konbini.logging.syslog;

import dev.konbini.logging.door.KeepTaking;
import dev.konbini.logging.listen.ReceiverMeters;
import dev.konbini.logging.listen.Room;
import dev.konbini.logging.parse.SyslogText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes syslog messages by UDP, one in each datagram (RFC 5426).
///
/// UDP cannot make a sender wait. While lines are not taken, they wait in [TenantQueues], and those
/// for which there is no room are lost and counted, as are those that the operating system drops
/// before they are read.
final class UdpSyslog {

    private static final Logger LOG = LoggerFactory.getLogger(UdpSyslog.class);
    private static final int DATAGRAM_MAX = 65_535;
    private static final int BUFFER = 4 * 1024 * 1024;
    private static final Duration READER_MAX = Duration.ofMillis(200);

    private final DatagramSocket socket;
    private final SyslogTenants tenants;
    private final ReceiverMeters meters;
    private final TenantQueues queues;
    private final Thread reader;

    /// @param room for what waits
    UdpSyslog(
            String address,
            int port,
            KeepTaking door,
            SyslogTenants tenants,
            ReceiverMeters meters,
            Room room) {
        this.tenants = tenants;
        this.meters = meters;
        this.queues = new TenantQueues(door, meters, room);
        try {
            socket =
                    new DatagramSocket(new InetSocketAddress(InetAddress.getByName(address), port));
            socket.setReceiveBufferSize(BUFFER);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot listen for syslog on UDP %s:%d: choose another port"
                            .formatted(address, port),
                    e);
        }
        reader = Thread.ofPlatform().daemon().name("syslog-udp").start(this::read);
        LOG.info("Listening for syslog on UDP {}:{}", address, port());
    }

    int port() {
        return socket.getLocalPort();
    }

    /// Reads no more. [#finishBy] is to follow.
    void stopReading() {
        socket.close();
    }

    /// Waits until what was read is taken, and gives up what is not by then.
    ///
    /// @param end until when, as [System#nanoTime] has it
    void finishBy(long end) {
        try {
            reader.join(READER_MAX);
            queues.finishBy(end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        var packet = new DatagramPacket(new byte[DATAGRAM_MAX], DATAGRAM_MAX);
        var drops = new SocketDrops(port());
        while (!socket.isClosed()) {
            try {
                packet.setLength(DATAGRAM_MAX);
                socket.receive(packet);
                take(packet);
                drops.since().ifPresent(count -> meters.lost("operating-system", count));
            } catch (IOException e) {
                if (!socket.isClosed()) {
                    LOG.warn("A datagram was not read: {}", e.toString());
                }
            }
        }
    }

    private void take(DatagramPacket packet) {
        var peer = packet.getAddress().getHostAddress();
        var raw = MessageText.of(packet.getData(), packet.getLength());
        if (raw.isBlank()) {
            return;
        }
        @Nullable SyslogText message = SyslogText.parse(raw);
        try {
            var sender = tenants.sender(message, null);
            var text = tenants.withoutToken(raw, message);
            queues.add(sender.tenant(), text, peer);
        } catch (Refused e) {
            meters.refused(e.reason(), peer);
        }
    }
}
