package dev.konbini.logging.membership;

import dev.konbini.logging.membership.Instance.State;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

    private final MembershipProperties properties;
    private final Map<String, Heard> heard = new ConcurrentHashMap<>();
    private volatile @Nullable Instant asOf;

    Instances(MembershipProperties properties) {
        this.properties = properties;
    }

    /// Hears a heartbeat. One that is older than the last of its instance changes nothing.
    public void hear(Heartbeat heartbeat) {
        heard.merge(heartbeat.instance(), new Heard(heartbeat, heartbeat.time()), this::next);
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
        var unbroken =
                latest.heartbeat().state().equals(last.heartbeat().state())
                        && !isSilent(
                                last.heartbeat(),
                                latest.heartbeat().time(),
                                properties.suspectAfter());
        return unbroken ? new Heard(latest.heartbeat(), last.since()) : latest;
    }

    private Instance instance(Heard last, Instant now) {
        var heartbeat = last.heartbeat();
        var state = state(heartbeat, now);
        return new Instance(
                heartbeat.instance(),
                heartbeat.service(),
                heartbeat.version(),
                heartbeat.host(),
                heartbeat.port(),
                state,
                switch (state) {
                    case SUSPECT ->
                            heartbeat.time().plus(heartbeat.intervals(properties.suspectAfter()));
                    case GONE -> heartbeat.time().plus(heartbeat.intervals(properties.goneAfter()));
                    case STARTING, ALIVE, DRAINING, STOPPED -> last.since();
                },
                heartbeat.startedAt(),
                heartbeat.time(),
                heartbeat.linesLost());
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
        return switch (heartbeat.state()) {
            case "starting" -> State.STARTING;
            case "draining" -> State.DRAINING;
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

    private record Heard(Heartbeat heartbeat, Instant since) {}

    /// What is known.
    ///
    /// @param asOf until when; null before the first answer from Kafka
    public record View(@Nullable Instant asOf, List<Instance> instances) {}
}
