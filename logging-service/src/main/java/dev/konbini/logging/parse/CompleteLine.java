package dev.konbini.logging.parse;

import java.time.Clock;
import org.springframework.stereotype.Service;
import tools.jackson.databind.node.ObjectNode;

/// Completes a line that came in with what can be read out of it.
@Service
public final class CompleteLine {

    private final Clock clock;

    CompleteLine(Clock clock) {
        this.clock = clock;
    }

    /// Gives `line` a time where it has none: now.
    ///
    /// @return `line` itself
    public ObjectNode complete(ObjectNode line) {
        if (!line.has("@timestamp")) {
            line.put("@timestamp", clock.instant().toString());
        }
        return line;
    }
}
