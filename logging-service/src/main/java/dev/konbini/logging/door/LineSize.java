package dev.konbini.logging.door;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// How large lines are as JSON in UTF-8, without having to write them: what escapes add is left
/// out.
final class LineSize {

    private static final int NUMBER = 8;

    private LineSize() {}

    static long of(List<ObjectNode> lines) {
        long bytes = 0;
        for (var line : lines) {
            bytes += of(line);
        }
        return bytes;
    }

    private static long of(JsonNode node) {
        long bytes = 2;
        switch (node) {
            case ObjectNode object -> {
                for (var member : object.properties()) {
                    bytes += of(member.getKey()) + 4 + of(member.getValue());
                }
            }
            case ArrayNode array -> {
                for (var value : array) {
                    bytes += 1 + of(value);
                }
            }
            case StringNode text -> bytes += of(text.asString());
            default -> bytes = NUMBER;
        }
        return bytes;
    }

    private static long of(String text) {
        long bytes = text.length();
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c >= 0x80) {
                // A half of a surrogate pair is half of four.
                bytes += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return bytes;
    }
}
