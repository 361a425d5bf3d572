package dev.konbini.logging.alert;

import dev.konbini.logging.alert.http.WebhookSender;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Tells the webhook what an alert has to tell, one thing after the other in the order in which
/// they happened.
///
/// A replica takes a thing in hand by one write to the state, for as long as a try may take; if it
/// dies meanwhile, another tries again. So the receiver may hear a thing twice, each time with the
/// same `Idempotency-Key`.
@Component
final class TellPending {

    private static final Duration SPARE = Duration.ofSeconds(5);
    private static final int DOUBLINGS_MAX = 16;

    private final AlertStates states;
    private final History history;
    private final WebhookSender sender;
    private final AlertMeters meters;
    private final AlertProperties.Webhooks webhooks;
    private final JsonMapper json;
    private final Clock clock;

    TellPending(
            AlertStates states,
            History history,
            WebhookSender sender,
            AlertMeters meters,
            AlertProperties properties,
            JsonMapper json,
            Clock clock) {
        this.states = states;
        this.history = history;
        this.sender = sender;
        this.meters = meters;
        this.webhooks = properties.webhooks();
        this.json = json;
        this.clock = clock;
    }

    boolean isDue(StateOutline state) {
        return !state.due().isEmpty() && !clock.instant().isBefore(state.due().getFirst().dueAt());
    }

    /// Tells all that is due, until a try fails.
    void tell(Alert alert) {
        var next = takeInHand(alert);
        while (next.isPresent() && tell(alert, next.get())) {
            next = takeInHand(alert);
        }
    }

    /// What is due, as nobody else's for a while; it is in the history before it is told.
    Optional<Pending> takeInHand(Alert alert) {
        var found = states.find(alert);
        if (!isDue(found.state().outline())) {
            return Optional.empty();
        }
        var now = clock.instant();
        var first = found.pending().getFirst();
        var claimed = first.claimed(now, now.plus(webhooks.timeout()).plus(SPARE));
        var state = found.state().withPending(first.occurrence().id(), any -> claimed);
        if (!states.replace(found, state)) {
            return Optional.empty();
        }
        history.write(first.occurrence());
        return Optional.of(claimed);
    }

    /// @return whether it is done with
    private boolean tell(Alert alert, Pending pending) {
        var occurrence = pending.occurrence();
        if (!occurrence.told()) {
            settle(alert, occurrence);
            return true;
        }
        var error = send(alert, occurrence);
        if (error == null) {
            history.note(occurrence, "delivered", pending.attempts(), null);
            meters.told("delivered");
            settle(alert, occurrence);
            return true;
        }
        meters.told("failed");
        return failed(alert, pending, error);
    }

    private boolean failed(Alert alert, Pending pending, String error) {
        var occurrence = pending.occurrence();
        var now = clock.instant();
        if (isPastHope(pending, now)) {
            history.note(occurrence, "given-up", pending.attempts(), error);
            meters.told("given-up");
            settle(alert, occurrence);
            return true;
        }
        history.note(occurrence, "pending", pending.attempts(), error);
        var again = pending.postponed(now.plus(backoff(pending.attempts())), error);
        states.change(alert, state -> state.withPending(occurrence.id(), any -> again));
        return false;
    }

    private boolean isPastHope(Pending pending, Instant now) {
        var since = pending.triedAt();
        return since != null && !now.isBefore(since.plus(webhooks.giveUp()));
    }

    private Duration backoff(int attempts) {
        var wait = webhooks.backoffMin().multipliedBy(1L << Math.min(attempts - 1, DOUBLINGS_MAX));
        return wait.compareTo(webhooks.backoffMax()) > 0 ? webhooks.backoffMax() : wait;
    }

    private void settle(Alert alert, Occurrence occurrence) {
        states.change(alert, state -> state.withPending(occurrence.id(), any -> null));
    }

    private @Nullable String send(Alert alert, Occurrence occurrence) {
        return switch (sender.send(
                alert.rule().webhook(),
                occurrence.id(),
                json.writeValueAsBytes(Notification.of(alert, occurrence)))) {
            case WebhookSender.Outcome.Delivered() -> null;
            case WebhookSender.Outcome.Failed(var reason) -> reason;
        };
    }
}
