package dev.konbini.logging.forward;

import dev.konbini.logging.door.KeepTaking;
import dev.konbini.logging.door.TakeLines;
import dev.konbini.logging.listen.ReceiverMeters;
import dev.konbini.logging.listen.Room;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Has the events of one message taken, each under the name of its message and its place in it: a
/// message that is sent again is kept once.
final class ForwardLines {

    private static final int LINES_MAX = 1000;

    /// As an id has at most 512 bytes.
    private static final int CHUNK_MAX = 200;

    /// What Kafka and the index take of one line, with room for what is added to it.
    private static final int LINE_CHARS_MAX = 256 * 1024;

    /// Of heap.
    private static final long BATCH_BYTES_MAX = 4 * 1024 * 1024;

    private final KeepTaking door;
    private final ReceiverMeters meters;
    private final Room.Share share;
    private final String tenant;
    private final String tag;
    private final String peer;
    private final String name;
    private List<ObjectNode> lines = new ArrayList<>();
    private int chars;
    private long bytes;
    private int first;

    /// @param share holds the lines until they are taken
    /// @param message whose events they are
    ForwardLines(
            KeepTaking door,
            ReceiverMeters meters,
            Room.Share share,
            String tenant,
            String peer,
            Message message) {
        this.door = door;
        this.meters = meters;
        this.share = share;
        this.tenant = tenant;
        this.peer = peer;
        this.tag = message.tag();
        @Nullable String chunk = message.option().chunk();
        this.name = chunk == null ? UUID.randomUUID().toString() : shortened(chunk);
    }

    private static String shortened(String chunk) {
        return chunk.length() <= CHUNK_MAX
                ? chunk
                : Handshake.digest(chunk.getBytes(StandardCharsets.UTF_8));
    }

    /// @throws Refused if the service is stopped while the lines are not taken, or if there is no
    ///   room even for this one
    void add(Event event) throws Refused {
        hold(event.bytes());
        var line = event.fields();
        var text = line.toString();
        if (text.length() > LINE_CHARS_MAX || !event.whole()) {
            line = cut(event, text);
        }
        describe(line, event);
        lines.add(line);
        chars += Math.min(text.length(), LINE_CHARS_MAX);
        if (lines.size() >= LINES_MAX || chars > LINE_CHARS_MAX * 4 || bytes > BATCH_BYTES_MAX) {
            flush();
        }
    }

    private void hold(long more) throws Refused {
        if (!share.grow(more)) {
            flush();
            if (!share.grow(more)) {
                throw new Refused("no-room");
            }
        }
        bytes += more;
    }

    /// Returns when Kafka has everything.
    ///
    /// @throws Refused if the service is stopped before
    void flush() throws Refused {
        if (lines.isEmpty()) {
            return;
        }
        var batch = lines;
        var ids = new ArrayList<String>(batch.size());
        for (var i = 0; i < batch.size(); i++) {
            ids.add(name + "-" + (first + i));
        }
        var command = new TakeLines.Command(tenant, "forward", batch, ids);
        if (!door.take(command, meters::pushedBack)) {
            throw new Refused("stopped-while-pushed-back");
        }
        meters.taken(batch.size());
        first += batch.size();
        lines = new ArrayList<>();
        chars = 0;
        share.shrink(bytes);
        bytes = 0;
    }

    // What the record itself says goes before: these names are taken where they are free.
    private void describe(ObjectNode line, Event event) {
        line.putIfAbsent("event.created", StringNode.valueOf(event.time().toString()));
        line.putIfAbsent("event.dataset", StringNode.valueOf(tag));
        line.putIfAbsent("log.source.address", StringNode.valueOf(peer));
    }

    private ObjectNode cut(Event event, String text) {
        meters.lost("line-too-large", 1);
        return JsonNodeFactory.instance
                .objectNode()
                .put("message", text.substring(0, Math.min(text.length(), LINE_CHARS_MAX)))
                .put(
                        "event.reason",
                        event.whole()
                                ? "Cut: it had %d characters".formatted(text.length())
                                : "Cut: it had more than %d bytes or %d values"
                                        .formatted(Unpacking.KEPT_MAX, Unpacking.VALUES_MAX));
    }
}
