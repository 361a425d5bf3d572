package dev.konbini.logging.operation;

import dev.konbini.logging.operation.Operation.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/// Puts on record what programs outside say of their operations.
@Service
public final class RecordOperation {

    private static final Duration BEGAN_MAX = Duration.ofDays(31);
    private static final Duration AHEAD_MAX = Duration.ofMinutes(5);

    private final OperationStore store;
    private final Clock clock;

    RecordOperation(OperationStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Puts an operation on record that begins, or that has ended already.
    ///
    /// A repeat puts it there twice. Precedence: [Result.TimeTooFar], [Result.Recorded].
    ///
    /// @throws dev.konbini.logging.index.ElasticsearchUnavailable if it cannot be known whether it
    ///   is there
    public Result begin(Beginning beginning) {
        var now = clock.instant();
        var startedAt = Objects.requireNonNullElse(beginning.startedAt(), now);
        if (isTooFar(startedAt)) {
            return new Result.TimeTooFar();
        }
        var operation =
                Operation.begun(
                        beginning.kind(),
                        beginning.what(),
                        beginning.by(),
                        startedAt,
                        now,
                        beginning.silenceMax(),
                        beginning.details());
        var said =
                beginning.outcome() == null
                        ? operation.goesOn(now, beginning.output(), beginning.details())
                        : operation.ended(
                                now, beginning.outcome(), beginning.output(), beginning.details());
        store.put(said);
        return new Result.Recorded(said);
    }

    /// Puts on record what a service says in its log of an operation, once however often it is
    /// said; how it ended first stays.
    ///
    /// Precedence: [Result.Unknown] where `id` is none, [Result.TimeTooFar], [Result.Recorded].
    ///
    /// @param said all that is known, each time
    /// @param at when it was said
    /// @throws dev.konbini.logging.index.ElasticsearchUnavailable if a later try may succeed
    public Result hear(String id, Beginning said, Instant at) {
        var known = OperationId.parse(id);
        if (known.isEmpty()) {
            return new Result.Unknown();
        }
        if (isTooFar(known.get().time())) {
            return new Result.TimeTooFar();
        }
        var operation =
                new Operation(
                        known.get(),
                        said.kind(),
                        said.what(),
                        said.by(),
                        Objects.requireNonNullElse(said.startedAt(), known.get().time()),
                        at,
                        said.silenceMax(),
                        said.outcome() == null ? null : at,
                        said.outcome(),
                        said.output(),
                        said.details());
        store.hear(operation);
        return new Result.Recorded(operation);
    }

    private boolean isTooFar(Instant startedAt) {
        var now = clock.instant();
        return startedAt.isBefore(now.minus(BEGAN_MAX)) || startedAt.isAfter(now.plus(AHEAD_MAX));
    }

    /// Says how an operation goes on or that it has ended.
    ///
    /// Precedence: [Result.Unknown], [Result.EndedOtherwise], [Result.Recorded]. A repeat of how it
    /// ended changes nothing.
    public Result goOn(
            String id,
            @Nullable Outcome outcome,
            @Nullable String output,
            @Nullable Map<String, Object> details) {
        var now = clock.instant();
        var after =
                store.change(
                        id,
                        before -> {
                            if (before.outcome() != null) {
                                return before;
                            }
                            var text = Objects.requireNonNullElse(output, before.output());
                            var more = Objects.requireNonNullElse(details, before.details());
                            return outcome == null
                                    ? before.goesOn(now, text, more)
                                    : before.ended(now, outcome, text, more);
                        });
        return after.<Result>map(operation ->
                        Objects.equals(operation.outcome(), outcome)
                                ? new Result.Recorded(operation)
                                : new Result.EndedOtherwise(operation))
                .orElseGet(Result.Unknown::new);
    }

    /// What is said of an operation that begins.
    ///
    /// @param startedAt null for now, or for when its id was made
    /// @param outcome null while it goes on
    public record Beginning(
            String kind,
            String what,
            String by,
            @Nullable Instant startedAt,
            Duration silenceMax,
            @Nullable Outcome outcome,
            String output,
            Map<String, Object> details) {}

    /// What became of it.
    public sealed interface Result {

        /// It is on record.
        record Recorded(Operation operation) implements Result {}

        /// It is said to have begun too long ago, or later than now.
        record TimeTooFar() implements Result {}

        /// There is no such operation.
        record Unknown() implements Result {}

        /// It has ended, and not so.
        record EndedOtherwise(Operation operation) implements Result {}
    }
}
