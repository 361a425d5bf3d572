package dev.konbini.logging.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.LoggingIT;
import dev.konbini.logging.alert.Occurrence.Kind;
import dev.konbini.logging.alert.http.WebhookSender;
import dev.konbini.logging.alert.kafka.IngestProgress;
import dev.konbini.logging.query.CountMatches;
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
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import tools.jackson.databind.json.JsonMapper;

/// What judges and tells, as several replicas have it, at times that the test says. The alerts are
/// not set, so that the service itself does not look at them.
class EvaluationIT extends LoggingIT {

    private final String tenant = newTenant();
    private final Instant begin =
            Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(30));
    private final Receiver receiver = new Receiver();

    @Autowired private AlertStates states;
    @Autowired private JudgeWindow judge;
    @Autowired private History history;
    @Autowired private IngestProgress progress;
    @Autowired private AlertProperties properties;
    @Autowired private WebhookSender sender;
    @Autowired private Backtest backtest;
    @Autowired private KafkaProperties kafka;
    @Autowired private Topics topics;
    @Autowired private JsonMapper json;

    EvaluationIT() throws IOException {}

    @AfterEach
    void close() {
        receiver.close();
    }

    @BeforeEach
    void keepLines() {
        lines(1, 3, "till");
        lines(3, 1, "till");
        lines(4, 5, "shop");
        lines(5, 2, "shop");
        SUITE.flush();
        await().until(() -> SUITE.count("logs-" + tenant + "-*") == 11);
        // Known from now on: where Kafka is slow to say it, a window waits.
        await().until(() -> progress.hasReached(minute(7)));
    }

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
                                    found,
                                    new AlertState(
                                            alert.name(),
                                            alert.createdAt(),
                                            begin,
                                            null,
                                            null,
                                            null,
                                            groups,
                                            List.of(Pending.of(fired)))))
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
    void groupsFireEachForItself() {
        var alert = alert(Rule.TWO_OR_MORE, "service");

        evaluate(alert, 4);

        assertThat(states.find(alert).pending())
                .extracting(one -> one.occurrence().group() + " " + one.occurrence().kind().label())
                .containsExactly("till fired", "till resolved", "shop fired");
    }

    @Test
    void groupThatIsNotAmongTheLargestIsCountedAllTheSame() {
        var crowded = newTenant();
        for (var i = 0; i < 3; i++) {
            line(crowded, minute(1).minusSeconds(30).plusMillis(i), "quiet");
            for (var group = 0; group < CountMatches.GROUPS_MAX; group++) {
                line(crowded, minute(2).minusSeconds(30).plusMillis(i), "loud" + group);
            }
        }
        line(crowded, minute(2).minusSeconds(20), "quiet");
        line(crowded, minute(2).minusSeconds(10), "quiet");
        var all = 3 * CountMatches.GROUPS_MAX + 5;
        SUITE.flush();
        await().until(() -> SUITE.count("logs-" + crowded + "-*") == all);

        assertThat(ofQuiet(crowded, Rule.TWO_OR_MORE)).containsExactly("fired");
        assertThat(ofQuiet(crowded, new Condition.Absence())).isEmpty();
        assertThat(ofQuiet(crowded, new Condition.Threshold(Condition.Comparison.AT_MOST, 1L)))
                .isEmpty();
        assertThat(ofQuiet(crowded, new Condition.Rate(Condition.Direction.DOWN, 50, 2L)))
                .isEmpty();
    }

    @Test
    void groupWhoseNameIsTooLongIsLeftOutAndThatIsSaid() {
        var wordy = newTenant();
        var tooLong = "長".repeat(CountMatches.GROUP_BYTES_MAX / 3 + 1);
        for (var service : List.of("till", "長".repeat(CountMatches.GROUP_BYTES_MAX / 3), tooLong)) {
            line(wordy, minute(1).minusSeconds(30), service);
            line(wordy, minute(1).minusSeconds(20), service);
        }
        SUITE.flush();
        await().until(() -> SUITE.count("logs-" + wordy + "-*") == 6);
        var alert = grouped(wordy, Rule.TWO_OR_MORE);
        var firedBefore = new GroupState(true, begin, true, begin);
        assertThat(states.replace(states.find(alert), state(alert, Map.of(tooLong, firedBefore))))
                .isTrue();

        evaluate(alert, 1);

        assertThat(new AlertStatus(states).of(alert).leftOut())
                .isEqualTo(
                        "There are groups with names of more than 2000 bytes, or than their field is found by; they are not judged.");
        assertThat(states.find(alert).pending())
                .extracting(one ->
                        one.occurrence().group().length() + " " + one.occurrence().kind().label())
                .containsExactly("4 fired", "666 fired", "667 resolved");
    }

    @Test
    void groupWhoseNameItsFieldIsNotFoundByIsLeftOutAndThatIsSaid() {
        var wordy = newTenant();
        for (var service : List.of("till", "x".repeat(1025))) {
            line(wordy, minute(1).minusSeconds(30), service);
            line(wordy, minute(1).minusSeconds(20), service);
        }
        SUITE.flush();
        await().until(() -> SUITE.count("logs-" + wordy + "-*") == 4);
        var alert = grouped(wordy, Rule.TWO_OR_MORE);

        evaluate(alert, 1);

        assertThat(new AlertStatus(states).of(alert).leftOut()).contains("not judged");
        assertThat(states.find(alert).pending())
                .extracting(one -> one.occurrence().group())
                .containsExactly("till");
    }

    /// Whatever is judged, fires and cools: 500 of the window, of the one before, that fired, and
    /// that cool.
    @Test
    void largestStateThatThereMayBeIsSeen() {
        var alert = alert(Rule.TWO_OR_MORE, "service");
        var groups =
                IntStream.range(1_000, 1_000 + 4 * CountMatches.GROUPS_MAX)
                        .boxed()
                        .collect(
                                Collectors.toMap(
                                        i -> i + "x".repeat(CountMatches.GROUP_BYTES_MAX - 4),
                                        i -> new GroupState(true, begin, true, begin)));
        assertThat(states.replace(states.find(alert), state(alert, groups))).isTrue();

        var status = new AlertStatus(states).of(List.of(alert)).getFirst();

        assertThat(status.firing()).hasSize(4 * CountMatches.GROUPS_MAX);
        states.forget(alert.name());
    }

    private AlertState state(Alert alert, Map<String, GroupState> groups) {
        return new AlertState(
                alert.name(),
                alert.createdAt(),
                begin,
                null,
                null,
                "service.name",
                groups,
                List.of());
    }

    private Alert grouped(String tenant, Condition condition) {
        return Rule.alert(
                "a-" + UUID.randomUUID(),
                condition,
                begin,
                tenant,
                "service",
                "0s",
                receiver.url());
    }

    /// What an alert on two windows, of which the second has more groups than are found, does about
    /// the group that has the fewest lines.
    private List<String> ofQuiet(String tenant, Condition condition) {
        var alert = grouped(tenant, condition);
        evaluate(alert, 2);
        assertThat(states.find(alert).state().until()).isEqualTo(minute(2));
        assertThat(new AlertStatus(states).of(alert).leftOut()).contains("more than 500 groups");
        return states.find(alert).pending().stream()
                .map(Pending::occurrence)
                .filter(occurrence -> occurrence.group().equals("quiet"))
                .map(occurrence -> occurrence.kind().label())
                .toList();
    }

    @Test
    void groupsThatAreMissedForLongFireOnAsManyAsAreRemembered() {
        var alert = alert(new Condition.Absence(), "service");
        missedForLong(alert, "service.name", JudgeWindow.FIRING_MAX + 1);

        evaluate(alert, 1);

        assertThat(states.find(alert).pending())
                .extracting(one -> one.occurrence().group() + " " + one.occurrence().kind().label())
                .containsExactly("gone0 resolved");
        assertThat(states.find(alert).state().groups()).hasSize(JudgeWindow.FIRING_MAX);
    }

    @Test
    void groupsOfAnotherFieldAreNotLookedForInTheNewOne() {
        var alert = alert(new Condition.Absence(), "service");
        missedForLong(alert, "service.node.name", 2);

        evaluate(alert, 1);

        assertThat(states.find(alert).pending())
                .extracting(one -> one.occurrence().group() + " " + one.occurrence().said())
                .containsExactly("gone0 judged no more", "gone1 judged no more");
    }

    private void missedForLong(Alert alert, String field, int count) {
        var since = begin.minus(Duration.ofDays(3));
        var groups =
                IntStream.range(0, count)
                        .boxed()
                        .collect(
                                Collectors.toMap(
                                        i -> "gone" + i,
                                        i ->
                                                new GroupState(
                                                        true, since.plusSeconds(i), true, since)));
        var state =
                new AlertState(
                        alert.name(),
                        alert.createdAt(),
                        begin,
                        null,
                        null,
                        field,
                        groups,
                        List.of());
        assertThat(states.replace(states.find(alert), state)).isTrue();
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

    @Test
    void anomalySaysWhatHistoryItLacks() {
        var alert = alert(new Condition.Anomaly(Condition.Direction.UP, 3.0, 2), null);

        evaluate(alert, 1);

        assertThat(states.find(alert).state().silent()).startsWith("It needs lines of 2 weeks.");
        assertThat(states.find(alert).pending()).isEmpty();
    }

    @Test
    void anomalyFiresWhereThisTimeOfTheWeekIsOtherThanBefore() {
        var usual = newTenant();
        var count = 0;
        for (var week = 1; week <= 3; week++) {
            for (var shift = -2; shift <= 2; shift++) {
                var then = begin.minus(Duration.ofDays(7L * week)).plusSeconds(60L * shift);
                line(usual, then.plusSeconds(1), "till");
                line(usual, then.plusSeconds(2), "till");
                count += 2;
            }
        }
        for (var i = 0; i < 12; i++) {
            line(usual, begin.plusSeconds(i), "till");
            count++;
        }
        var expected = count;
        SUITE.flush();
        await().until(() -> SUITE.count("logs-" + usual + "-*") == expected);
        var alert =
                Rule.alert(
                        "a-" + UUID.randomUUID(),
                        new Condition.Anomaly(Condition.Direction.UP, 3.0, 2),
                        begin,
                        usual,
                        null,
                        "0s",
                        receiver.url());

        evaluate(alert, 2);

        assertThat(states.find(alert).pending())
                .extracting(one -> one.occurrence().kind().label())
                .containsExactly("fired", "resolved");
    }

    @Test
    void anomalyIsSilentAboutLinesThatAreNewHoweverOldOthersAre() {
        var grown = newTenant();
        line(grown, begin.minus(Duration.ofDays(30)), "old");
        line(grown, begin.minus(Duration.ofDays(3)), "new");
        SUITE.flush();
        await().until(() -> SUITE.count("logs-" + grown + "-*") == 2);

        var ofAll = judge.judge(anomaly(grown, List.of()), minute(1), List.of());
        var ofNew = judge.judge(anomaly(grown, List.of("new")), minute(1), List.of());

        assertThat(ofAll).isInstanceOf(Verdict.Judged.class);
        assertThat(ofNew).isInstanceOf(Verdict.Silent.class);
    }

    private static AlertRule anomaly(String tenant, List<String> services) {
        return new AlertRule(
                new Condition.Anomaly(Condition.Direction.UP, 3.0, 2),
                null,
                services,
                List.of(),
                tenant,
                null,
                new Period("1m"),
                new Period("1m"),
                new Period("10s"),
                new Period("0s"),
                true,
                new Webhook("http://127.0.0.1:1/", null),
                true);
    }

    private Alert alert(Condition condition, @Nullable String groupBy) {
        return Rule.alert(
                "a-" + UUID.randomUUID(), condition, begin, tenant, groupBy, "0s", receiver.url());
    }

    private void evaluate(Alert alert, int minute) {
        evaluator(minute, progress).evaluate(alert);
    }

    /// Judges as a replica that has just started does, right after the minute may be judged.
    private EvaluateAlert evaluator(int minute, IngestProgress progress) {
        return evaluator(Clock.fixed(minute(minute).plusSeconds(10), ZoneOffset.UTC), progress);
    }

    private EvaluateAlert evaluator(Clock clock, IngestProgress progress) {
        return new EvaluateAlert(
                judge,
                states,
                progress,
                new AlertMeters(new SimpleMeterRegistry(), Clock.systemUTC()),
                properties,
                clock);
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

    private Instant minute(int minute) {
        return begin.plus(Duration.ofMinutes(minute));
    }

    private void lines(int minute, int count, String service) {
        for (var i = 0; i < count; i++) {
            line(tenant, minute(minute).minusSeconds(30).plusMillis(i), service);
        }
    }

    private static void line(String tenant, Instant time, String service) {
        SUITE.sendLater(
                "logs",
                service,
                Map.of("tenant", tenant),
                """
                {"@timestamp":"%s","message":"x","service":{"name":"%s"}}\
                """
                        .formatted(time, service));
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
