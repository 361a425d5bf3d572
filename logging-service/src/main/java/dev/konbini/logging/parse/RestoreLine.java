package dev.konbini.logging.parse;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Undoes what [CompleteLine] read out of a line's text, so that another version can read it anew.
///
/// What it gives is proven: this version completes it to the very same line. Fields that were only
/// renamed stay renamed.
@Service
public final class RestoreLine {

    private final CompleteLine completeLine;

    RestoreLine(CompleteLine completeLine) {
        this.completeLine = completeLine;
    }

    /// `line` as it may have come in; empty where that cannot be told without a doubt, as of a line
    /// that was never completed. `line` is not changed.
    public Optional<Restored> restore(ObjectNode line) {
        var arrival = arrival(line);
        var text = text(line);
        if (arrival == null || text == null) {
            return Optional.empty();
        }
        var sent = line.deepCopy();
        var alone = JsonNodeFactory.instance.objectNode().put("message", text);
        return completed(alone, arrival)
                .flatMap(read -> {
                    takeAway(sent, read);
                    sent.put("message", text);
                    return completed(sent.deepCopy(), arrival)
                            .filter(line::equals)
                            .map(_ -> new Restored(sent, arrival));
                });
    }

    /// `line`, which is changed, as this version completes one that came in at `arrival`; read
    /// anew, as numbers of a tree that was read differ in kind from those that were put.
    public Optional<ObjectNode> completed(ObjectNode line, Instant arrival) {
        return LineJson.read(LineJson.write(completeLine.complete(line, arrival)));
    }

    private static void takeAway(ObjectNode line, ObjectNode read) {
        for (var member : List.copyOf(read.properties())) {
            var own = line.get(member.getKey());
            if (own instanceof ObjectNode object && member.getValue() instanceof ObjectNode part) {
                takeAway(object, part);
                if (object.isEmpty()) {
                    line.remove(member.getKey());
                }
            } else if (member.getValue().equals(own)) {
                line.remove(member.getKey());
            }
        }
    }

    private static @Nullable Instant arrival(ObjectNode line) {
        var ingested = Ecs.get(line, "event.ingested");
        try {
            return ingested == null || !ingested.isString()
                    ? null
                    : Instant.parse(ingested.stringValue());
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable String text(ObjectNode line) {
        var original = Ecs.get(line, "event.original");
        var text = original == null ? line.get("message") : original;
        return text == null || !text.isString() ? null : text.stringValue();
    }

    /// A line as it may have come in.
    ///
    /// @param arrival when it did
    public record Restored(ObjectNode line, Instant arrival) {}
}
