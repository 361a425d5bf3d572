package dev.konbini.logging.membership;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.logging.Contract;
import dev.konbini.logging.membership.Instance.Event;
import dev.konbini.logging.membership.Instance.State;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class InstancesTests {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final Instances instances =
            new Instances(
                    new MembershipProperties(3, 15, Duration.ofHours(1), Duration.ofSeconds(8)));

    @Test
    void readsTheContractsExample() {
        var example = new Contract("heartbeats").example("heartbeat");
        var heartbeat = JsonMapper.shared().readValue(example, Heartbeat.class);

        instances.hear(heartbeat);

        var one = instances.view().instances().getFirst();
        assertThat(one.instance()).isEqualTo("transaction-service-019ab0c28d00");
        assertThat(one.state()).isEqualTo(State.ALIVE);
        assertThat(one.port()).isEqualTo(8082);
    }

    @Test
    void instanceIsAliveSinceItFirstSaidSo() {
        hear("starting", 0);
        hear("starting", 2);
        hear("ready", 4);
        hear("ready", 6);

        assertState(7, State.ALIVE, 4);
    }

    @Test
    void instanceIsStartingUntilItIsReady() {
        hear("starting", 0);
        hear("starting", 2);

        assertState(3, State.STARTING, 0);
    }

    @Test
    void instanceThatLeavesIsDrainingAndThenStopped() {
        hear("ready", 0);
        hear("draining", 2);
        assertState(3, State.DRAINING, 2);

        hear("stopped", 4);
        assertState(500, State.STOPPED, 4);
    }

    @Test
    void silentInstanceIsSuspectAfterThreeIntervals() {
        hear("ready", 0);

        assertState(6, State.ALIVE, 0);
        assertState(7, State.SUSPECT, 6);
    }

    @Test
    void silentInstanceIsGoneAfterFifteenIntervals() {
        hear("ready", 0);

        assertState(30, State.SUSPECT, 6);
        assertState(31, State.GONE, 30);
    }

    @Test
    void suspectThatSpeaksAgainIsAliveSinceThen() {
        hear("ready", 0);
        assertState(10, State.SUSPECT, 6);

        hear("ready", 11);

        assertState(12, State.ALIVE, 11);
    }

    @Test
    void whatItWasIsRemembered() {
        hear("starting", 0);
        hear("ready", 2);
        hear("ready", 40);
        hear("draining", 42);

        instances.heardAllUntil(START.plusSeconds(50));

        assertThat(instances.view().instances().getFirst().events())
                .containsExactly(
                        event(0, State.STARTING),
                        event(2, State.ALIVE),
                        event(8, State.SUSPECT),
                        event(32, State.GONE),
                        event(40, State.ALIVE),
                        event(42, State.DRAINING),
                        event(48, State.SUSPECT));
    }

    @Test
    void onlyTheLastEventsAreRemembered() {
        for (var second = 0; second < 200; second++) {
            hear(second % 2 == 0 ? "ready" : "draining", second);
        }

        assertThat(instances.view().instances().getFirst().events())
                .hasSize(50)
                .last()
                .isEqualTo(event(199, State.DRAINING));
    }

    @Test
    void nobodyIsMissedWhileNothingCanBeHeard() {
        hear("ready", 0);
        assertState(1, State.ALIVE, 0);

        // An hour passes without a word from Kafka.

        assertThat(instances.view().asOf()).isEqualTo(START.plusSeconds(1));
        assertThat(instances.view().instances().getFirst().state()).isEqualTo(State.ALIVE);
    }

    @Test
    void earlierHeartbeatThatComesLateChangesNothing() {
        hear("draining", 4);

        hear("ready", 2);

        assertState(5, State.DRAINING, 4);
    }

    @Test
    void stateOfALaterVersionCountsAsAlive() {
        hear("warming-up", 0);

        assertState(1, State.ALIVE, 0);
    }

    @Test
    void instanceThatIsGoneIsForgottenAfterAWhile() {
        hear("ready", 0);

        instances.heardAllUntil(START.plus(Duration.ofHours(1)));
        assertThat(instances.view().instances()).hasSize(1);

        instances.heardAllUntil(START.plus(Duration.ofHours(1)).plusSeconds(1));
        assertThat(instances.view().instances()).isEmpty();
    }

    @Test
    void noMoreAreRememberedThanTheBound() {
        for (var i = 0; i <= Instances.COUNT_MAX; i++) {
            instances.hear(heartbeat("shop-" + i, "ready", i));
        }

        assertThat(instances.view().instances())
                .hasSize(Instances.COUNT_MAX)
                .noneMatch(one -> one.instance().equals("shop-0"));
    }

    private static Event event(int second, State state) {
        return new Event(START.plusSeconds(second), state);
    }

    private void hear(String state, int second) {
        instances.hear(heartbeat("shop-1", state, second));
    }

    private static Heartbeat heartbeat(String instance, String state, int second) {
        return new Heartbeat(
                "shop",
                "1",
                instance,
                "host",
                8080,
                state,
                START,
                START.plusSeconds(second),
                2000,
                0);
    }

    private void assertState(int second, State state, int since) {
        instances.heardAllUntil(START.plusSeconds(second));
        var one = instances.view().instances().getFirst();
        assertThat(one.state()).isEqualTo(state);
        assertThat(one.since()).isEqualTo(START.plusSeconds(since));
    }
}
