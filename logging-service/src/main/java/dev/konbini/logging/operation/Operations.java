package dev.konbini.logging.operation;

import dev.konbini.logging.operation.Operation.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Puts on record what this service does.
///
/// Nothing here fails or waits: what is said is written in the background, again and again while
/// Elasticsearch is away, and stands in the log besides.
@Component
public final class Operations {

    private static final Logger LOG = LoggerFactory.getLogger(Operations.class);

    private final OperationWriter writer;
    private final Clock clock;

    Operations(OperationWriter writer, Clock clock) {
        this.writer = writer;
        this.clock = clock;
    }

    /// Something begins.
    ///
    /// @param kind what it is, such as `dead-letters.redrive`
    /// @param what in a few words
    /// @param by the subject of who does it
    /// @param silenceMax how long it may say nothing before it is taken for abandoned
    public RunningOperation begin(String kind, String what, String by, Duration silenceMax) {
        var now = clock.instant();
        var operation = Operation.begun(kind, what, by, now, now, silenceMax, Map.of());
        LOG.info("Operation {} of {} begins: {}: {}", operation.id().text(), by, kind, what);
        writer.write(operation);
        return new RunningOperation(operation, writer, clock);
    }

    /// Something was done, at once and well: a setting was changed, an index removed.
    ///
    /// @param details what else is worth to be known of it
    public void done(String kind, String what, String by, Map<String, Object> details) {
        var now = clock.instant();
        var operation =
                Operation.begun(kind, what, by, now, now, Duration.ZERO, details)
                        .ended(now, Outcome.SUCCEEDED, "", details);
        LOG.info("Operation {} of {}: {}: {}", operation.id().text(), by, kind, what);
        writer.write(operation);
    }
}
