package dev.konbini.logging.syslog;

import dev.konbini.logging.door.KeepTaking;
import dev.konbini.logging.door.TakeLines;
import dev.konbini.logging.listen.ReceiverMeters;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Gathers the lines of one tenant and has them taken together, each under an id of its own, so
/// that a batch that is tried again is kept once.
final class SyslogLines {

    private static final int LINES_MAX = 1000;
    private static final int CHARS_MAX = 1024 * 1024;

    /// Of heap, for a line without its text.
    private static final int LINE_BYTES = 1024;

    private final KeepTaking door;
    private final ReceiverMeters meters;
    private final String stream = UUID.randomUUID().toString();
    private List<ObjectNode> lines = new ArrayList<>();
    private String tenant = "";
    private int chars;
    private long sent;

    SyslogLines(KeepTaking door, ReceiverMeters meters) {
        this.door = door;
        this.meters = meters;
    }

    /// Adds a line, and has what was gathered taken where it is enough or another tenant's.
    void add(String ofTenant, String text, String peer) {
        if (!tenant.equals(ofTenant)) {
            flush();
            tenant = ofTenant;
        }
        var line = JsonNodeFactory.instance.objectNode().put("message", text);
        line.putObject("log").putObject("source").put("address", peer);
        lines.add(line);
        chars += text.length();
        if (lines.size() >= LINES_MAX || chars >= CHARS_MAX) {
            flush();
        }
    }

    /// About how much heap takes what was gathered.
    long held() {
        return (long) LINE_BYTES * lines.size() + 2L * chars;
    }

    /// Has everything taken that was gathered; returns when Kafka has it.
    void flush() {
        if (lines.isEmpty()) {
            return;
        }
        var batch = lines;
        lines = new ArrayList<>();
        chars = 0;
        var ids = new ArrayList<String>(batch.size());
        for (var i = 0; i < batch.size(); i++) {
            ids.add(stream + "-" + sent++);
        }
        var command = new TakeLines.Command(tenant, "syslog", batch, ids);
        if (door.take(command, meters::pushedBack)) {
            meters.taken(batch.size());
        } else {
            meters.lost("stopped-while-pushed-back", batch.size());
        }
    }
}
