package dev.konbini.logging.parse;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Completes lines that arrive at a time of the tests' own.
final class Lines {

    static final Instant ARRIVAL = Instant.parse("2026-11-25T20:00:00Z");

    private static final CompleteLine COMPLETE = in("Z");

    private Lines() {}

    static CompleteLine in(String zone) {
        return new CompleteLine(
                Clock.fixed(ARRIVAL, ZoneOffset.UTC), new ParseProperties(ZoneId.of(zone)));
    }

    static ObjectNode ofText(String message) {
        return COMPLETE.complete(JsonMapper.shared().createObjectNode().put("message", message));
    }

    static ObjectNode of(String json) {
        return COMPLETE.complete((ObjectNode) JsonMapper.shared().readTree(json));
    }

    /// The field as a text; empty if there is none.
    static String field(ObjectNode line, String name) {
        var value = Ecs.get(line, name);
        return value == null ? "" : value.asString("");
    }
}
