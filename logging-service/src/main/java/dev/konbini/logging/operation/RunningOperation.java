package dev.konbini.logging.operation;

import dev.konbini.logging.operation.Operation.Outcome;
import java.time.Clock;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An operation that goes on. Used by one thread.
public final class RunningOperation {

    private static final Logger LOG = LoggerFactory.getLogger(RunningOperation.class);

    private final OperationWriter writer;
    private final Clock clock;
    private Operation operation;

    RunningOperation(Operation operation, OperationWriter writer, Clock clock) {
        this.operation = operation;
        this.writer = writer;
        this.clock = clock;
    }

    /// What it is called at `/api/operations/{id}`.
    public String id() {
        return operation.id().text();
    }

    /// Says how far it is.
    public void progress(Map<String, Object> details) {
        operation = operation.goesOn(clock.instant(), operation.output(), details);
        writer.write(operation);
    }

    /// It has ended.
    ///
    /// @param output how, in words
    public void end(Outcome outcome, String output, Map<String, Object> details) {
        operation = operation.ended(clock.instant(), outcome, output, details);
        LOG.info("Operation {} {}: {}", id(), outcome.text(), output);
        writer.write(operation);
    }
}
