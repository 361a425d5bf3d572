package dev.konbini.logging.door.otlp;

import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Attributes as they are put into lines. What many lines have is made once.
final class Attributes {

    /// What ECS has a name for, by the name that OpenTelemetry's conventions give it: as pointers
    /// into the line.
    private static final Map<String, JsonPointer> NAMES =
            Map.ofEntries(
                    Map.entry("service.name", JsonPointer.compile("/service/name")),
                    Map.entry("service.version", JsonPointer.compile("/service/version")),
                    Map.entry("service.namespace", JsonPointer.compile("/service/namespace")),
                    Map.entry("service.instance.id", JsonPointer.compile("/service/node/name")),
                    Map.entry(
                            "deployment.environment.name",
                            JsonPointer.compile("/service/environment")),
                    Map.entry("host.name", JsonPointer.compile("/host/name")),
                    Map.entry("host.id", JsonPointer.compile("/host/id")),
                    Map.entry("thread.name", JsonPointer.compile("/process/thread/name")),
                    Map.entry("exception.type", JsonPointer.compile("/error/type")),
                    Map.entry("exception.message", JsonPointer.compile("/error/message")),
                    Map.entry("exception.stacktrace", JsonPointer.compile("/error/stack_trace")));

    private static final JsonPointer LABELS = JsonPointer.compile("/labels");

    private final List<Member> members;

    private Attributes(List<Member> members) {
        this.members = members;
    }

    static Attributes of(List<KeyValue> attributes) {
        return new Attributes(attributes.stream().map(Attributes::member).toList());
    }

    private static Member member(KeyValue attribute) {
        var text = StringNode.valueOf(Values.text(attribute.getValue()));
        var pointer = NAMES.get(attribute.getKey());
        return pointer == null
                ? new Member(LABELS, attribute.getKey().replace('.', '_'), text)
                : new Member(pointer.head(), pointer.last().getMatchingProperty(), text);
    }

    int size() {
        return members.size();
    }

    /// How long they are when they are written, in characters.
    long length() {
        return members.stream()
                .mapToLong(one -> one.name().length() + one.value().stringValue().length())
                .sum();
    }

    void put(ObjectNode line) {
        members.forEach(one -> line.withObject(one.object()).set(one.name(), one.value()));
    }

    /// @param object where in the line it stands
    private record Member(JsonPointer object, String name, StringNode value) {}
}
