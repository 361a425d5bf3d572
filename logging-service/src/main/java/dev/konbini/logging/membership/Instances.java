package dev.konbini.logging.membership;

import dev.konbini.logging.membership.Instance.Event;
import dev.konbini.logging.membership.Instance.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// The instances that were heard of.
///
/// How an instance is follows from its last heartbeat and from until when heartbeats are known,
/// never from the time of the question: while no heartbeat can be heard, nobody is missed.
/// Instances tell the time themselves, so a clock that is wrong by more than a few intervals makes
/// them suspect.
@Component
public final class Instances {

    /// How many are remembered. Beyond it those heard of longest ago are forgotten.
    static final int COUNT_MAX = 10_000;

    private static final int EVENTS_MAX = 50;

    private final MembershipProperties properties;
    private final Map<String, Heard> heard = new ConcurrentHashMap<>();
    private volatile @Nullable Instant asOf;
    private volatile CountDownLatch news = new CountDownLatch(1);

    Instances(MembershipProperties properties) {
        this.properties = properties;
    }

    /// Hears a heartbeat. One that is older than the last of its instance changes nothing.
    public void hear(Heartbeat heartbeat) {
        heard.merge(
                heartbeat.instance(),
                new Heard(heartbeat, heartbeat.time(), List.of(event(heartbeat))),
                this::next);
        if (heard.size() > COUNT_MAX) {
            heard.values().stream()
                    .min(Comparator.comparing(last -> last.heartbeat().time()))
                    .ifPresent(oldest -> heard.remove(oldest.heartbeat().instance(), oldest));
        }
    }

    /// All heartbeats sent until `time` have been heard.
    public void heardAllUntil(Instant time) {
        asOf = time;
        heard.values().removeIf(last -> isForgotten(last, time));
        var told = news;
        news = new CountDownLatch(1);
        told.countDown();
    }

    /// Waits until more is known than now, but not longer than `atMost`.
    public void awaitNews(Duration atMost) throws InterruptedException {
        var _ = news.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// All that are remembered, by service and then in the order in which they started.
    public View view() {
        var now = asOf;
        return new View(
                now,
                heard.values().stream()
                        .map(last -> instance(last, now == null ? last.heartbeat().time() : now))
                        .sorted(
                                Comparator.comparing(Instance::service)
                                        .thenComparing(Instance::startedAt)
                                        .thenComparing(Instance::instance))
                        .toList());
    }

    private Heard next(Heard last, Heard latest) {
        if (latest.heartbeat().time().isBefore(last.heartbeat().time())) {
            return last;
        }
        var silence = silence(last.heartbeat(), latest.heartbeat().time());
        if (latest.heartbeat().state().equals(last.heartbeat().state()) && silence.isEmpty()) {
            return new Heard(latest.heartbeat(), last.since(), last.events());
        }
        var events = new ArrayList<>(last.events());
        events.addAll(silence);
        events.add(event(latest.heartbeat()));
        return new Heard(
                latest.heartbeat(),
                latest.since(),
                List.copyOf(
                        events.subList(Math.max(0, events.size() - EVENTS_MAX), events.size())));
    }

    private static Event event(Heartbeat heartbeat) {
        return new Event(heartbeat.time(), said(heartbeat));
    }

    /// What an instance became by saying nothing from `last` until `time`.
    private List<Event> silence(Heartbeat last, Instant time) {
        var events = new ArrayList<Event>();
        if (last.state().equals("stopped")) {
            return events;
        }
        if (isSilent(last, time, properties.suspectAfter())) {
            events.add(
                    new Event(
                            last.time().plus(last.intervals(properties.suspectAfter())),
                            State.SUSPECT));
        }
        if (isSilent(last, time, properties.goneAfter())) {
            events.add(
                    new Event(
                            last.time().plus(last.intervals(properties.goneAfter())), State.GONE));
        }
        return events;
    }

    private Instance instance(Heard last, Instant now) {
        var heartbeat = last.heartbeat();
        var state = state(heartbeat, now);
        var events = new ArrayList<>(last.events());
        events.addAll(silence(heartbeat, now));
        return new Instance(
                heartbeat.instance(),
                heartbeat.service(),
                heartbeat.version(),
                heartbeat.host(),
                heartbeat.port(),
                state,
                state == State.SUSPECT || state == State.GONE
                        ? events.getLast().time()
                        : last.since(),
                heartbeat.startedAt(),
                heartbeat.time(),
                heartbeat.linesLost(),
                List.copyOf(events));
    }

    private State state(Heartbeat heartbeat, Instant now) {
        if (heartbeat.state().equals("stopped")) {
            return State.STOPPED;
        }
        if (isSilent(heartbeat, now, properties.goneAfter())) {
            return State.GONE;
        }
        if (isSilent(heartbeat, now, properties.suspectAfter())) {
            return State.SUSPECT;
        }
        return said(heartbeat);
    }

    private static State said(Heartbeat heartbeat) {
        return switch (heartbeat.state()) {
            case "starting" -> State.STARTING;
            case "draining" -> State.DRAINING;
            case "stopped" -> State.STOPPED;
            // A state that a later version adds is still one of an instance that lives.
            default -> State.ALIVE;
        };
    }

    private boolean isForgotten(Heard last, Instant now) {
        var state = state(last.heartbeat(), now);
        return (state == State.GONE || state == State.STOPPED)
                && last.heartbeat().time().isBefore(now.minus(properties.keep()));
    }

    private static boolean isSilent(Heartbeat last, Instant now, int missed) {
        return now.isAfter(last.time().plus(last.intervals(missed)));
    }

    private record Heard(Heartbeat heartbeat, Instant since, List<Event> events) {}

    /// What is known.
    ///
    /// @param asOf until when; null before the first answer from Kafka
    public record View(@Nullable Instant asOf, List<Instance> instances) {}
}
