package dev.konbini.logging.door;

import dev.konbini.logging.parse.CompleteLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.node.ObjectNode;

/// Takes a sender's lines, all or none as far as the sender is told.
@Service
public final class TakeLines {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final CompleteLine completeLine;
    private final LineTopic topic;

    TakeLines(CompleteLine completeLine, LineTopic topic) {
        this.completeLine = completeLine;
        this.topic = topic;
    }

    /// Completes the lines and puts them into Kafka.
    ///
    /// Precedence: [Outcome.Unavailable], [Outcome.Taken]. After [Outcome.Unavailable] some lines
    /// may be in Kafka; a sender that gives its lines ids can repeat them without a double.
    public Outcome take(Command command) {
        var lines = new ArrayList<TakenLine>(command.lines().size());
        for (var i = 0; i < command.lines().size(); i++) {
            lines.add(
                    new TakenLine(
                            command.tenant(),
                            command.source(),
                            completeLine.complete(command.lines().get(i)),
                            command.id(i)));
        }
        return topic.send(lines)
                ? new Outcome.Taken(lines.size())
                : new Outcome.Unavailable(RETRY_AFTER);
    }

    /// Lines of one sender.
    ///
    /// @param tenant whose they are, already known to be so
    /// @param source which way they came: `http`, `otlp`, `syslog`, `forward`
    /// @param lines as they were sent: any JSON objects; they are changed
    /// @param ids what the sender calls them, in the same order, so that its repeats are known as
    ///   such; empty if it calls them nothing
    public record Command(String tenant, String source, List<ObjectNode> lines, List<String> ids) {

        public Command(String tenant, String source, List<ObjectNode> lines) {
            this(tenant, source, lines, List.of());
        }

        /// The id of the line at `index`; null if it has none.
        @Nullable String id(int index) {
            return ids.isEmpty() ? null : ids.get(index);
        }
    }

    /// What became of them.
    public sealed interface Outcome {

        /// All are in Kafka.
        record Taken(int lines) implements Outcome {}

        /// The tenant sends more than it may at the moment; none was taken.
        record OverQuota(Duration retryAfter) implements Outcome {}

        /// Kafka did not take all of them in time.
        record Unavailable(Duration retryAfter) implements Outcome {}
    }
}
