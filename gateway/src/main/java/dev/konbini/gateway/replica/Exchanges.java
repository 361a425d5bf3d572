package dev.konbini.gateway.replica;

import dev.konbini.gateway.replica.Services.Service;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Carries requests to a service, over to another replica where one cannot serve.
@Component
public final class Exchanges {

    private static final Logger LOG = LoggerFactory.getLogger(Exchanges.class);

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Services services;
    private final Wire wire;
    private final ReplicaProperties.Retry retry;
    private final Duration pause;
    private final MeterRegistry meters;

    Exchanges(Services services, Wire wire, ReplicaProperties properties, MeterRegistry meters) {
        this.services = services;
        this.wire = wire;
        this.retry = properties.retry();
        this.pause = properties.breaker().pause();
        this.meters = meters;
    }

    /// Carries `outgoing` to a replica of `name` and returns with the head of the answer.
    ///
    /// Never sends again what may have been begun and is not [Outgoing#repeatable]. Precedence:
    /// [Outcome.Busy], [Outcome.CircuitOpen], [Outcome.Answered], [Outcome.ClientBrokeOff],
    /// [Outcome.TimedOut], [Outcome.BrokenOff], [Outcome.NoReplica].
    public Outcome carry(ServiceName name, Outgoing outgoing) {
        var service = services.find(name).orElse(null);
        if (service == null) {
            return new Outcome.NoReplica(SOON);
        }
        // Each service has its own, so that those who wait for one do not keep others from another.
        if (!service.room().tryEnter(outgoing.body())) {
            return new Outcome.Busy(SOON);
        }
        try {
            return carry(service, outgoing);
        } finally {
            service.room().leave(outgoing.body());
        }
    }

    private Outcome carry(Service service, Outgoing outgoing) {
        if (!service.breaker().tryAcquirePermission()) {
            return new Outcome.CircuitOpen(pause);
        }
        var begin = System.nanoTime();
        var outcome = attempts(service, outgoing, begin + outgoing.deadline().toNanos());
        var taken = System.nanoTime() - begin;
        switch (outcome) {
            // Whatever its status: a service that says 500 is there, and one broken endpoint must
            // not close the others.
            case Outcome.Answered _ -> service.breaker().onSuccess(taken, TimeUnit.NANOSECONDS);
            // Says nothing of the service.
            case Outcome.ClientBrokeOff _ -> service.breaker().releasePermission();
            // Nor does this: it may have waited for its client for too long.
            case Outcome.BrokenOff _, Outcome.TimedOut _ when !outgoing.body().repeats() ->
                    service.breaker().releasePermission();
            default -> service.breaker().onError(taken, TimeUnit.NANOSECONDS, new NoAnswer());
        }
        return outcome;
    }

    private Outcome attempts(Service service, Outgoing outgoing, long deadline) {
        var tried = new HashSet<Replica>();
        for (var number = 1; ; number++) {
            var replica = service.replicas().choose(tried).orElse(null);
            if (replica == null) {
                return new Outcome.NoReplica(SOON);
            }
            var left = Duration.ofNanos(deadline - System.nanoTime());
            var timeout =
                    left.compareTo(outgoing.attemptTimeout()) < 0
                            ? left
                            : outgoing.attemptTimeout();
            switch (wire.send(replica, outgoing, timeout)) {
                case Attempt.Answered(var answer) -> {
                    noteAnswer(service, replica, answer);
                    if (number >= retry.attempts() || !waited(answer, outgoing, deadline)) {
                        return new Outcome.Answered(answer);
                    }
                    tried.add(replica);
                    count(service, "unavailable");
                    LOG.warn(
                            "Trying {} of {} again, attempt {} at {}: it was not available",
                            outgoing.method(),
                            service.name().label(),
                            number,
                            replica);
                }
                case Attempt.Failed(var failure, var reason) -> {
                    noteFailure(replica, failure, reason);
                    tried.add(replica);
                    if (!outgoing.mayRepeatAfter(failure)
                            || number >= retry.attempts()
                            || !paused(number, deadline)) {
                        LOG.warn(
                                "Gave up {} of {} at {} after {} attempts: {}",
                                outgoing.method(),
                                service.name().label(),
                                replica,
                                number,
                                reason);
                        return outcome(failure);
                    }
                    count(service, failure.label());
                    LOG.warn(
                            "Trying {} of {} again, attempt {} at {}: {}",
                            outgoing.method(),
                            service.name().label(),
                            number,
                            replica,
                            reason);
                }
            }
        }
    }

    private static void noteAnswer(Service service, Replica replica, Answer answer) {
        if (answer.drains()) {
            replica.become(Fitness.UNREADY, "it said that it is about to leave");
        } else if (replica.fitness() == Fitness.SET_ASIDE) {
            replica.become(Fitness.FIT, "it answered");
            service.cameBack();
        }
    }

    private static void noteFailure(Replica replica, Failure failure, String reason) {
        switch (failure) {
            case REFUSED -> replica.become(Fitness.SET_ASIDE, reason);
            // A connection that ended, or one slow answer, says little about the next request; the
            // readiness check finds out.
            case BROKEN_OFF, TIMED_OUT, CLIENT_BROKE_OFF -> {}
        }
    }

    private static Outcome outcome(Failure failure) {
        return switch (failure) {
            case REFUSED -> new Outcome.NoReplica(SOON);
            case CLIENT_BROKE_OFF -> new Outcome.ClientBrokeOff();
            case BROKEN_OFF -> new Outcome.BrokenOff();
            case TIMED_OUT -> new Outcome.TimedOut();
        };
    }

    /// Waits a random while, none before the second attempt, so that those who were refused
    /// together do not come back together.
    ///
    /// @return whether there is enough time left for another attempt
    private boolean paused(int number, long deadline) {
        return slept(number == 1 ? Duration.ZERO : retry.backoffMax(), deadline);
    }

    /// Waits as a replica asked to that cannot carry the request out at the moment (503 with
    /// `Retry-After`, RFC 9110, section 15.6.4), and frees its answer.
    ///
    /// @return false, and the answer is as it was, where the request may not be repeated, the
    ///   replica asks for more patience than there is, or too little time is left
    private boolean waited(Answer answer, Outgoing outgoing, long deadline) {
        var asked = answer.retryAfter().orElse(null);
        if (asked == null
                || asked.compareTo(retry.retryAfterMax()) > 0
                || !outgoing.mayRepeatAfter(Failure.BROKEN_OFF)
                || !slept(asked, deadline)) {
            return false;
        }
        answer.close();
        return true;
    }

    private boolean slept(Duration longest, long deadline) {
        var max = longest.toNanos();
        var nanos = max == 0 ? 0 : ThreadLocalRandom.current().nextLong(max);
        if (System.nanoTime() + nanos + retry.timeMin().toNanos() >= deadline) {
            return false;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void count(Service service, String reason) {
        meters.counter(
                        "konbini.gateway.retries",
                        "service",
                        service.name().label(),
                        "reason",
                        reason)
                .increment();
    }

    /// What the breaker is told; it needs an exception, but nobody reads its stack.
    private static final class NoAnswer extends Exception {

        private static final long serialVersionUID = 1;

        private NoAnswer() {
            super("No replica answered", null, false, false);
        }
    }
}
