package dev.konbini.logging.parse;

import java.time.Clock;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// Completes a line that came in with what can be read out of it.
///
/// What a sender wrote as a field wins over what its message says, which wins over what the
/// transport says of it.
@Service
public final class CompleteLine {

    /// How deep JSON in a message in JSON in a message is followed.
    private static final int DEPTH_MAX = 3;

    /// What Elasticsearch and whoever reads the topic of lines take as it is.
    private static final Pattern OUR_FORM =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:[0-5]\\d(\\.\\d{1,9})?Z");

    private final Clock clock;
    private final FieldTypes types;
    private final Aliases aliases;
    private final TimeValues times;
    private final ReadMessage messages;

    CompleteLine(Clock clock, ParseProperties properties) {
        this.clock = clock;
        this.types = FieldTypes.ofLines();
        var forms = new TimeForms(properties.zone());
        this.times = new TimeValues(forms);
        this.aliases = new Aliases(times);
        this.messages = new ReadMessage(forms);
    }

    /// Makes `line` ECS: well-known fields under their ECS names, what its message says in fields
    /// of its own, a level and a time in the suite's forms, and `event.ingested`, which is now.
    ///
    /// A line that says nothing of its time has that of `event.created`, when its transport first
    /// saw it, or else now. Never throws, whatever the line holds.
    ///
    /// @return `line` itself, changed
    public ObjectNode complete(ObjectNode line) {
        return complete(line, clock.instant());
    }

    /// As above, for a line that came in at `arrival`: the same line then is completed to the same,
    /// whenever that is done.
    public ObjectNode complete(ObjectNode line, Instant arrival) {
        read(line, arrival, 0);
        Ecs.putIfFree(line, "event.ingested", text(arrival));
        var created = times.of(Ecs.get(line, "event.created"), arrival);
        Ecs.putIfFree(line, "@timestamp", text(created == null ? arrival : created));
        return line;
    }

    private void read(ObjectNode line, Instant arrival, int depth) {
        settleTime(line, arrival);
        // First of all, because a text in `log` would be in the way of `log.level`.
        aliases.rename(line, arrival);
        FieldNames.settle(line, types);
        types.mend(line);
        if (depth < DEPTH_MAX) {
            readMessage(line, arrival, depth);
        }
        Levels.settle(line);
    }

    private void settleTime(ObjectNode line, Instant arrival) {
        var given = line.get("@timestamp");
        if (given == null || given.isNull()) {
            line.remove("@timestamp");
            return;
        }
        var time = times.of(given, arrival);
        if (time == null) {
            Ecs.giveAway(line, "@timestamp");
        } else if (!OUR_FORM.matcher(given.asString("")).matches()) {
            Ecs.giveAway(line, "@timestamp");
            line.set("@timestamp", text(time));
        }
    }

    private void readMessage(ObjectNode line, Instant arrival, int depth) {
        var message = line.get("message");
        if (message == null || !message.isString()) {
            return;
        }
        var text = message.stringValue();
        @Nullable Reading reading = messages.read(text, arrival);
        if (reading == null) {
            return;
        }
        if (reading.object() != null) {
            line.remove("message");
            var object = reading.object();
            FieldNames.disown(object);
            var has = Ecs.get(object, "event.original") != null;
            read(object, arrival, depth + 1);
            if (!has && object.get("event") instanceof ObjectNode event) {
                // What is cut here is part of what is cut there.
                event.remove("original");
            }
            Ecs.merge(line, object);
            Ecs.putIfFree(line, "message", StringNode.valueOf(reading.message()));
        } else {
            line.put("message", reading.message());
        }
        if (text.length() <= ReadMessage.CUT_MAX
                && !text.equals(line.path("message").asString(""))) {
            Ecs.putIfFree(line, "event.original", StringNode.valueOf(text));
        }
        reading.fields().forEach((name, value) -> Ecs.putIfFree(line, name, value));
        putTimes(line, reading);
        types.mend(line);
    }

    private static void putTimes(ObjectNode line, Reading reading) {
        for (var time : reading.times()) {
            if (!Ecs.putIfFree(line, "@timestamp", text(time))) {
                Ecs.putIfFree(line, "event.created", text(time));
            }
        }
    }

    private static StringNode text(Instant time) {
        return StringNode.valueOf(time.toString());
    }
}
