package dev.konbini.transaction.outbox;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.konbini.transaction.trace.TraceParent;
import java.time.Instant;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes events down.
@Component
public final class EventWriter {

    /// Ids grow with time, also within a millisecond.
    private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

    private final JsonMapper json;

    public EventWriter(JsonMapper json) {
        this.json = json;
    }

    /// An event about `subject` with an id of its own.
    ///
    /// @param type in full, such as `dev.konbini.order.placed`
    /// @param data as the type's schema says
    public OutboxEvent write(
            String type, String subject, Instant time, TraceParent trace, Object data) {
        var id = IDS.generate().toString();
        var body =
                json.writeValueAsString(
                        CloudEvent.of(id, type, time, subject, trace.toString(), data));
        return new OutboxEvent(id, type, time, trace.toString(), body);
    }
}
