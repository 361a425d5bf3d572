package dev.konbini.logging.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.alert.Occurrence.Kind;
import dev.konbini.logging.alert.http.WebhookSender;
import dev.konbini.logging.alert.kafka.IngestProgress;
import dev.konbini.logging.topic.Groups;
import dev.konbini.logging.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import tools.jackson.databind.json.JsonMapper;

/// What judges and tells, as several replicas have it: once each.
class EvaluationIT extends AlertEvaluation {

    @Autowired private History history;
    @Autowired private WebhookSender sender;
    @Autowired private Backtest backtest;
    @Autowired private KafkaProperties kafka;
    @Autowired private Topics topics;
    @Autowired private JsonMapper json;

    EvaluationIT() throws IOException {}

    @Test
    void twoReplicasAtOnceFireOnceAndResolveOnceAndTellOnce() throws InterruptedException {
        var alert = alert(Rule.TWO_OR_MORE, null);

        together(() -> evaluate(alert, 3), () -> evaluate(alert, 3));
        together(() -> tell(alert, 3), () -> tell(alert, 3));
        // Who came second may have left the rest to who came first, whose time was over.
        tell(alert, 4);

        assertThat(receiver.told())
                .extracting(Receiver.Told::type)
                .containsExactly("fired", "resolved");
        assertThat(history(alert)).containsExactly("2 resolved delivered", "1 fired delivered");
        assertThat(receiver.told().getFirst().body().path("lines").asInt()).isEqualTo(3);
    }

    @Test
    void statesThatAreTooLargeTogetherAreSeenAllTheSame() {
        var alerts = Stream.generate(() -> alert(Rule.TWO_OR_MORE, null)).limit(8).toList();
        var wide = "長".repeat(3_000);
        for (var alert : alerts) {
            var found = states.find(alert);
            var groups =
                    IntStream.range(0, 100)
                            .boxed()
                            .collect(
                                    Collectors.toMap(
                                            i -> i + wide,
                                            i -> new GroupState(true, begin, true, begin)));
            var fired =
                    Occurrence.of(
                            alert, Kind.FIRED, wide, begin, new Measure(5, true, "much"), true);
            assertThat(
                            states.replace(
                                    found, state(alert, null, groups, List.of(Pending.of(fired)))))
                    .isTrue();
        }
        var silent = alert(Rule.TWO_OR_MORE, null);

        var outlines = states.outlines();
        var statuses =
                new AlertStatus(states)
                        .of(Stream.concat(alerts.stream(), Stream.of(silent)).toList());

        for (var alert : alerts) {
            var outline = Objects.requireNonNull(outlines.get(alert.name()));
            assertThat(outline.until()).isEqualTo(begin);
            assertThat(teller(1).isDue(outline)).isTrue();
            states.forget(alert.name());
        }
        assertThat(statuses)
                .extracting(status -> status.firing().size())
                .containsExactly(100, 100, 100, 100, 100, 100, 100, 100, 0);
        assertThat(statuses)
                .extracting(AlertStatus.Status::pending)
                .containsExactly(1, 1, 1, 1, 1, 1, 1, 1, 0);
    }

    @Test
    void receiverThatWasDownIsToldWhenItIsBackUnderTheSameKey() {
        var alert = alert(Rule.TWO_OR_MORE, null);
        evaluate(alert, 1);
        receiver.answer(503);

        tell(alert, 1);
        tell(alert, 1);
        receiver.answer(200);
        tell(alert, 2);
        tell(alert, 3);

        assertThat(receiver.told()).extracting(Receiver.Told::status).containsExactly(503, 200);
        assertThat(receiver.told().get(1).key()).isEqualTo(receiver.told().getFirst().key());
        assertThat(history(alert)).containsExactly("1 fired delivered");
        assertThat(states.find(alert).pending()).isEmpty();
    }

    @Test
    void whatAReplicaTookInHandBeforeItDiedIsToldByAnother() {
        var alert = alert(Rule.TWO_OR_MORE, null);
        evaluate(alert, 1);

        assertThat(teller(1).takeInHand(alert)).isPresent();
        assertThat(history(alert)).containsExactly("1 fired pending");
        tell(alert, 1);
        assertThat(receiver.told()).isEmpty();
        tell(alert, 2);

        assertThat(receiver.told()).hasSize(1);
        assertThat(history(alert)).containsExactly("1 fired delivered");
    }

    @Test
    void backtestFindsWhatWasFoundLive() {
        for (var condition :
                List.of(
                        Rule.TWO_OR_MORE,
                        new Condition.Threshold(Condition.Comparison.AT_MOST, 1L),
                        new Condition.Absence(),
                        new Condition.Rate(Condition.Direction.UP, 100, 2L),
                        new Condition.Rate(Condition.Direction.DOWN, 50, 2L))) {
            for (var groupBy : Arrays.<@Nullable String>asList(null, "service")) {
                var alert = alert(condition, groupBy);
                for (var minute = 1; minute <= 7; minute++) {
                    evaluate(alert, minute);
                }

                var live = states.find(alert).pending().stream().map(Pending::occurrence).toList();
                var tried = (Backtest.Outcome.Judged) backtest.run(alert, begin, minute(7));
                assertThat(tried.items()).as(condition + " by " + groupBy).isEqualTo(live);
                assertThat(live).as(condition + " by " + groupBy).isNotEmpty();
                assertThat(tried.windows()).isEqualTo(7);
            }
        }
    }

    @Test
    void windowWaitsUntilTheLinesReceivedBeforeItsEndAreIndexed() {
        var now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        var alert = Rule.alert("a-" + UUID.randomUUID(), Rule.TWO_OR_MORE, now);
        var afterwards = Clock.fixed(now.plusSeconds(70), ZoneOffset.UTC);
        var behind = new IngestProgress(kafka, topics, new Groups("nobody-"));

        evaluator(afterwards, behind).evaluate(alert);
        assertThat(states.find(alert).state().until()).isEqualTo(now);

        await().untilAsserted(() -> {
            evaluator(afterwards, progress).evaluate(alert);
            assertThat(states.find(alert).state().until()).isEqualTo(now.plusSeconds(60));
        });
        behind.destroy();
    }

    @Test
    void windowWaitsForLateLines() {
        var alert = alert(Rule.TWO_OR_MORE, null);

        evaluator(Clock.fixed(minute(1).plusSeconds(9), ZoneOffset.UTC), progress).evaluate(alert);

        assertThat(states.find(alert).state().until()).isEqualTo(begin);
    }

    @Test
    void windowsThatWaitedTooLongArePassedOverAndThatIsSaid() {
        var alert =
                Rule.alert(
                        "a-" + UUID.randomUUID(),
                        new Condition.Absence(),
                        begin.minus(Duration.ofDays(3)),
                        tenant,
                        null,
                        "0s",
                        receiver.url());

        evaluate(alert, 0);
        tell(alert, 0);

        assertThat(history(alert)).last().asString().endsWith("gap not-told");
        assertThat(receiver.told()).extracting(Receiver.Told::type).containsExactly("fired");
    }

    private void tell(Alert alert, int minute) {
        teller(minute).tell(alert);
    }

    private TellPending teller(int minute) {
        return new TellPending(
                states,
                history,
                sender,
                new AlertMeters(new SimpleMeterRegistry(), Clock.systemUTC()),
                properties,
                json,
                Clock.fixed(minute(minute).plusSeconds(10), ZoneOffset.UTC));
    }

    /// What the history says, the latest first: the minute, what happened, and whether it was told.
    private List<String> history(Alert alert) {
        return history.list(alert.name(), 100, null).items().stream()
                .sorted(
                        Comparator.comparing((History.Entry entry) -> entry.occurrence().to())
                                .reversed())
                .map(entry ->
                        Duration.between(begin, entry.occurrence().to()).toMinutes()
                                + " "
                                + entry.occurrence().kind().label()
                                + " "
                                + entry.delivery())
                .toList();
    }

    private static void together(Runnable... work) throws InterruptedException {
        var threads = new ArrayList<Thread>();
        for (var one : work) {
            threads.add(Thread.ofVirtual().start(one));
        }
        for (var thread : threads) {
            thread.join();
        }
    }
}
