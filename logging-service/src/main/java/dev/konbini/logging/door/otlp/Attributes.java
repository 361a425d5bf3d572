package dev.konbini.logging.door.otlp;

import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/// Puts attributes into lines.
final class Attributes {

    /// What ECS has a name for, by the name that OpenTelemetry's conventions give it: as pointers
    /// into the line.
    private static final Map<String, String> NAMES =
            Map.ofEntries(
                    Map.entry("service.name", "/service/name"),
                    Map.entry("service.version", "/service/version"),
                    Map.entry("service.namespace", "/service/namespace"),
                    Map.entry("service.instance.id", "/service/node/name"),
                    Map.entry("deployment.environment.name", "/service/environment"),
                    Map.entry("host.name", "/host/name"),
                    Map.entry("host.id", "/host/id"),
                    Map.entry("thread.name", "/process/thread/name"),
                    Map.entry("exception.type", "/error/type"),
                    Map.entry("exception.message", "/error/message"),
                    Map.entry("exception.stacktrace", "/error/stack_trace"));

    private Attributes() {}

    static void put(ObjectNode line, List<KeyValue> attributes) {
        for (var attribute : attributes) {
            var text = Values.text(attribute.getValue());
            var pointer = NAMES.get(attribute.getKey());
            if (pointer == null) {
                line.withObject("/labels").put(attribute.getKey().replace('.', '_'), text);
            } else {
                var end = pointer.lastIndexOf('/');
                line.withObject(pointer.substring(0, end)).put(pointer.substring(end + 1), text);
            }
        }
    }
}
