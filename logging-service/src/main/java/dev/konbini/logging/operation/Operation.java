package dev.konbini.logging.operation;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something that somebody does or did.
///
/// @param kind such as `upgrade`, `dead-letters.redrive`
/// @param what in a few words, at most [#WHAT_MAX] characters
/// @param by the subject of who did it, or `logging-service`
/// @param heardFromAt when it last said something of itself
/// @param silenceMax how long it may say nothing before it is taken for abandoned
/// @param endedAt null while it goes on
/// @param outcome null while it goes on
/// @param output what it said, of which the last [#OUTPUT_MAX] characters are kept
/// @param details what else is known of it, by name
public record Operation(
        OperationId id,
        String kind,
        String what,
        String by,
        Instant startedAt,
        Instant heardFromAt,
        Duration silenceMax,
        @Nullable Instant endedAt,
        @Nullable Outcome outcome,
        String output,
        Map<String, Object> details) {

    public static final int WHAT_MAX = 500;
    public static final int OUTPUT_MAX = 65_536;

    /// Bounds what is said.
    public Operation {
        what = what.length() > WHAT_MAX ? what.substring(0, WHAT_MAX - 1) + "…" : what;
        output = last(output);
    }

    static Operation begun(
            String kind,
            String what,
            String by,
            Instant startedAt,
            Instant now,
            Duration silenceMax,
            Map<String, Object> details) {
        return new Operation(
                OperationId.at(startedAt),
                kind,
                what,
                by,
                startedAt,
                now,
                silenceMax,
                null,
                null,
                "",
                details);
    }

    Operation goesOn(Instant now, String output, Map<String, Object> details) {
        return new Operation(
                id, kind, what, by, startedAt, now, silenceMax, null, null, output, details);
    }

    Operation ended(Instant now, Outcome outcome, String output, Map<String, Object> details) {
        return new Operation(
                id, kind, what, by, startedAt, now, silenceMax, now, outcome, output, details);
    }

    /// How it stands at `now`.
    public State state(Instant now) {
        if (outcome != null) {
            return switch (outcome) {
                case SUCCEEDED -> State.SUCCEEDED;
                case FAILED -> State.FAILED;
            };
        }
        return now.isAfter(heardFromAt.plus(silenceMax)) ? State.ABANDONED : State.RUNNING;
    }

    private static String last(String output) {
        if (output.length() <= OUTPUT_MAX) {
            return output;
        }
        var mark = "[the beginning is left out]\n";
        return mark + output.substring(output.length() - OUTPUT_MAX + mark.length());
    }

    /// How it ended.
    public enum Outcome {
        SUCCEEDED,
        FAILED;

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// How it stands. ABANDONED is one that never ended: whoever did it has said nothing for longer
    /// than it may.
    public enum State {
        RUNNING,
        SUCCEEDED,
        FAILED,
        ABANDONED;

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
