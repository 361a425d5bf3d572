package dev.konbini.logging.forward;

import dev.konbini.logging.door.KeepTaking;
import dev.konbini.logging.listen.Connection;
import dev.konbini.logging.listen.ReceiverMeters;
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
    private final ReceiverMeters meters;

    ForwardService(ForwardProperties properties, KeepTaking door, ReceiverMeters meters) {
        this.properties = properties;
        this.door = door;
        this.meters = meters;
    }

    @Override
    public void serve(Connection connection) throws IOException {
        try {
            Unpacking.wellFormed(() -> {
                speak(connection);
                return true;
            });
        } catch (Refused e) {
            meters.refused(e.reason(), connection.peer());
        } catch (SocketTimeoutException e) {
            LOG.debug("{} said nothing for too long", connection.peer());
        }
    }

    private void speak(Connection connection) throws IOException, Refused {
        var unpacking = new Unpacking(connection.input(), properties.messageSize().toBytes());
        var output = connection.output();
        var tenant = tenant(unpacking, output);
        while (unpacking.hasNext()) {
            unpacking.begin();
            if (unpacking.type() == ValueType.NIL) {
                // A sender asks so whether the connection is alive.
                unpacking.skipNil();
                continue;
            }
            take(Message.read(unpacking), tenant, connection.peer(), output);
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

    private void take(Message message, String tenant, String peer, OutputStream output)
            throws IOException, Refused {
        @Nullable String chunk = message.option().chunk();
        var lines = new ForwardLines(door, meters, tenant, peer, message.tag(), chunk);
        message.forEach(properties.messageSize().toBytes(), lines::add);
        lines.flush();
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
