package dev.konbini.logging.door;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Cuts a line that is too long for Kafka to one that says the most important: its message's
/// beginning and its short members. `log.flags` then has `truncated`, as Elastic's shippers write
/// it.
///
/// The alternatives are worse: refused, the sender would send its whole batch again and again; and
/// a line lost in silence would be missed by nobody.
final class CutLine {

    private static final String MESSAGE = "message";

    /// Each takes six bytes at most.
    private static final int MESSAGE_CHARACTERS_MAX = 100_000;

    private static final int MEMBER_BYTES_MAX = 4_000;
    private static final int MEMBERS_BYTES_MAX = 100_000;

    private final JsonMapper json;

    CutLine(JsonMapper json) {
        this.json = json;
    }

    /// `line`, cut; it is not changed.
    ObjectNode cut(ObjectNode line) {
        var cut = json.createObjectNode();
        var bytes = 0;
        for (var member : line.properties()) {
            var size = json.writeValueAsBytes(member.getValue()).length + member.getKey().length();
            if (member.getKey().equals(MESSAGE) && member.getValue().isString()) {
                cut.put(MESSAGE, beginning(member.getValue().asString()));
            } else if (size <= MEMBER_BYTES_MAX && bytes + size <= MEMBERS_BYTES_MAX) {
                cut.set(member.getKey(), member.getValue().deepCopy());
                bytes += size;
            }
        }
        if (cut.get("log") instanceof ObjectNode log) {
            log.putArray("flags").add("truncated");
        } else {
            cut.putArray("log.flags").add("truncated");
        }
        return cut;
    }

    private static String beginning(String text) {
        if (text.length() <= MESSAGE_CHARACTERS_MAX) {
            return text;
        }
        var end = MESSAGE_CHARACTERS_MAX;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }
}
