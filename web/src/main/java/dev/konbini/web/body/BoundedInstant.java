package dev.konbini.web.body;

import dev.konbini.web.time.RequestTime;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ext.javatime.deser.InstantDeserializer;

/// Holds every time in a body to the bounds of [RequestTime].
final class BoundedInstant extends StdDeserializer<Instant> {

    BoundedInstant() {
        super(Instant.class);
    }

    @Override
    public @Nullable Instant deserialize(JsonParser parser, DeserializationContext context) {
        @Nullable Instant time = InstantDeserializer.INSTANT.deserialize(parser, context);
        try {
            return time == null ? null : RequestTime.bounded(time);
        } catch (DateTimeException e) {
            return (Instant)
                    context.handleWeirdStringValue(
                            Instant.class, time.toString(), "%s", e.getMessage());
        }
    }
}
