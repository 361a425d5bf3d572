package dev.konbini.logging.forward;

import dev.konbini.logging.door.KeepTaking;
import dev.konbini.logging.listen.Connection;
import dev.konbini.logging.listen.ReceiverMeters;
import dev.konbini.logging.listen.Room;
import dev.konbini.logging.listen.TcpListener;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessagePack;
import org.msgpack.value.ValueType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Speaks the forward protocol with one sender.
///
/// A message that cannot be read ends the connection: where the next one begins is not known then,
/// and it is not acknowledged.
final class ForwardService implements TcpListener.Service {

    private static final Logger LOG = LoggerFactory.getLogger(ForwardService.class);

    private final ForwardProperties properties;
    private final KeepTaking door;
    private final Room room;
    private final ReceiverMeters meters;

    ForwardService(
            ForwardProperties properties, KeepTaking door, Room room, ReceiverMeters meters) {
        this.properties = properties;
        this.door = door;
        this.room = room;
        this.meters = meters;
    }

    @Override
    public void serve(Connection connection) throws IOException {
        try (var share = room.open()) {
            Unpacking.wellFormed(() -> {
                speak(connection, share);
                return true;
            });
        } catch (Refused e) {
            meters.refused(e.reason(), connection.peer());
        } catch (HeldBytes.NoRoomException e) {
            meters.refused("no-room", connection.peer());
        } catch (SocketTimeoutException e) {
            LOG.debug("{} said nothing for too long", connection.peer());
        }
    }

    private void speak(Connection connection, Room.Share share) throws IOException, Refused {
        var sizeMax = properties.messageSize().toBytes();
        var unpacking = new Unpacking(connection.input());
        var output = connection.output();
        var tenant = tenant(unpacking, output);
        while (unpacking.hasNext()) {
            if (unpacking.type() == ValueType.NIL) {
                // A sender asks so whether the connection is alive.
                unpacking.skipNil();
                continue;
            }
            try (var message = Message.read(unpacking, share, sizeMax)) {
                var lines =
                        new ForwardLines(door, meters, share, tenant, connection.peer(), message);
                take(message, lines, output);
            }
        }
    }

    private String tenant(Unpacking unpacking, OutputStream output) throws IOException, Refused {
        @Nullable String key = properties.sharedKey();
        if (key != null) {
            return new Handshake(properties, key).tenant(unpacking, output);
        }
        @Nullable String tenant = properties.tenant();
        if (tenant == null) {
            throw new Refused("no-tenant");
        }
        return tenant;
    }

    private void take(Message message, ForwardLines lines, OutputStream output)
            throws IOException, Refused {
        message.forEach(properties.messageSize().toBytes(), lines::add);
        lines.flush();
        @Nullable String chunk = message.option().chunk();
        if (chunk != null) {
            acknowledge(chunk, output);
        }
    }

    private static void acknowledge(String chunk, OutputStream output) throws IOException {
        try (var packer = MessagePack.newDefaultBufferPacker()) {
            packer.packMapHeader(1).packString("ack").packString(chunk);
            output.write(packer.toByteArray());
            output.flush();
        }
    }
}
