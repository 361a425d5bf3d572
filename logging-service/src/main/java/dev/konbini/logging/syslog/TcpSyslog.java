package dev.konbini.logging.syslog;

import dev.konbini.logging.door.KeepTaking;
import dev.konbini.logging.listen.Connection;
import dev.konbini.logging.listen.ReceiverMeters;
import dev.konbini.logging.listen.Room;
import dev.konbini.logging.listen.TcpListener;
import java.io.IOException;
import java.net.SocketTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the syslog messages of TCP and TLS connections.
///
/// Syslog has no acknowledgements: what a sender has sent and a replica that is killed has not had
/// taken is lost, which is at most what is in the connection's buffers. A replica that is stopped
/// takes all of it.
final class TcpSyslog implements TcpListener.Service {

    private static final Logger LOG = LoggerFactory.getLogger(TcpSyslog.class);
    private static final int BUFFER = 8 * 1024;

    private final KeepTaking door;
    private final SyslogTenants tenants;
    private final Room room;
    private final ReceiverMeters meters;
    private final int sizeMax;

    TcpSyslog(
            KeepTaking door, SyslogTenants tenants, Room room, ReceiverMeters meters, int sizeMax) {
        this.door = door;
        this.tenants = tenants;
        this.room = room;
        this.meters = meters;
        this.sizeMax = sizeMax;
    }

    @Override
    public void serve(Connection connection) throws IOException {
        var share = room.open();
        var stream =
                new SyslogStream(tenants, new SyslogLines(door, meters), share, connection.peer());
        stream.begin();
        try {
            read(connection, stream);
        } catch (Refused e) {
            meters.refused(e.reason(), connection.peer());
        } finally {
            stream.end();
            share.close();
        }
    }

    private void read(Connection connection, SyslogStream stream) throws IOException, Refused {
        var frames = new Frames(sizeMax);
        var buffer = new byte[BUFFER];
        try {
            var input = connection.input();
            for (var read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                stream.feed(frames, buffer, read, input.available() == 0);
            }
        } catch (SocketTimeoutException e) {
            LOG.debug("{} said nothing for too long", connection.peer());
        } catch (IOException e) {
            LOG.debug("The connection of {} broke off: {}", connection.peer(), e.toString());
        }
        stream.feedEnd(frames);
    }
}
