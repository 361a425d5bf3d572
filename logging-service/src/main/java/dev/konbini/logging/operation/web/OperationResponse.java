package dev.konbini.logging.operation.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.konbini.logging.operation.Operation;
import dev.konbini.logging.operation.Operation.State;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An operation as operators see it.
///
/// @param state `running`, `succeeded`, `failed`, or `abandoned`: it never ended
/// @param output left out of lists
@JsonInclude(JsonInclude.Include.NON_NULL)
record OperationResponse(
        String id,
        String kind,
        String what,
        String by,
        Instant startedAt,
        Instant heardFromAt,
        @Nullable Instant endedAt,
        State state,
        @Nullable String output,
        Map<String, Object> details) {

    static OperationResponse whole(Operation operation, Instant now) {
        return of(operation, now, operation.output());
    }

    static OperationResponse inList(Operation operation, Instant now) {
        return of(operation, now, null);
    }

    private static OperationResponse of(Operation it, Instant now, @Nullable String output) {
        return new OperationResponse(
                it.id().text(),
                it.kind(),
                it.what(),
                it.by(),
                it.startedAt(),
                it.heardFromAt(),
                it.endedAt(),
                it.state(now),
                output,
                it.details());
    }
}
