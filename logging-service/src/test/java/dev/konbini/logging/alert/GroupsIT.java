package dev.konbini.logging.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.query.CountMatches;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// The groups of an alert: which are judged, and for how long.
class GroupsIT extends AlertEvaluation {

    GroupsIT() throws IOException {}

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
        assertThat(
                        states.replace(
                                states.find(alert),
                                state(
                                        alert,
                                        "service.name",
                                        Map.of(tooLong, firedBefore),
                                        List.of())))
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
        assertThat(
                        states.replace(
                                states.find(alert),
                                state(alert, "service.name", groups, List.of())))
                .isTrue();

        var status = new AlertStatus(states).of(List.of(alert)).getFirst();

        assertThat(status.firing()).hasSize(4 * CountMatches.GROUPS_MAX);
        states.forget(alert.name());
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
        var state = state(alert, field, groups, List.of());
        assertThat(states.replace(states.find(alert), state)).isTrue();
    }
}
