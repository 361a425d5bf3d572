package dev.konbini.logging.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CourseTests {

    private static final Instant BEGIN = Instant.parse("2026-11-22T10:00:00Z");

    @Test
    void firesOnceAndResolvesOnce() {
        assertThat(course("0s", 0, 5, 5, 0, 0)).containsExactly("2 fired", "4 resolved");
    }

    @Test
    void firingWithinTheCooldownIsKeptAndNotTold() {
        assertThat(course("3m", 5, 0, 5, 0, 5, 0))
                .containsExactly(
                        "1 fired",
                        "2 resolved",
                        "3 fired, not told",
                        "4 resolved, not told",
                        "5 fired",
                        "6 resolved");
    }

    @Test
    void groupThatIsJudgedNoMoreResolvesAndThatIsSaid() {
        var alert = Rule.alert("a", Rule.TWO_OR_MORE, BEGIN);
        var fired =
                Course.next(
                        alert, AlertState.begin(alert), BEGIN.plusSeconds(60), judged("till", 5));

        var after = Course.next(alert, fired.state(), BEGIN.plusSeconds(120), judged("shop", 1));

        assertThat(fired.state().groups()).containsOnlyKeys("till");
        assertThat(after.occurrences())
                .extracting(Occurrence::group, Occurrence::kind, Occurrence::said)
                .containsExactly(tuple("till", Occurrence.Kind.RESOLVED, "judged no more"));
        assertThat(after.state().groups()).isEmpty();
    }

    @Test
    void groupsThatCoolAreRememberedInABoundedNumberTheLatestToldAndAllThatFire() {
        var alert =
                Rule.alert("a", Rule.TWO_OR_MORE, BEGIN, null, null, "1d", "http://127.0.0.1:1/");
        var state = AlertState.begin(alert);

        for (var window = 1; window <= Course.COOLING_MAX + 3; window++) {
            state =
                    Course.next(
                                    alert,
                                    state,
                                    BEGIN.plusSeconds(60L * window),
                                    judged("g" + window, 5))
                            .state();
        }

        assertThat(state.groups())
                .hasSize(Course.COOLING_MAX + 1)
                .doesNotContainKeys("g1", "g2")
                .containsKeys("g3", "g" + (Course.COOLING_MAX + 3));
    }

    @Test
    void windowThatCannotBeJudgedChangesNothingAndSaysWhy() {
        var alert = Rule.alert("a", Rule.TWO_OR_MORE, BEGIN);
        var fired =
                Course.next(alert, AlertState.begin(alert), BEGIN.plusSeconds(60), judged("", 5));

        var silent =
                Course.next(
                        alert,
                        fired.state(),
                        BEGIN.plusSeconds(120),
                        new Verdict.Silent("too young"));

        assertThat(silent.occurrences()).isEmpty();
        assertThat(silent.state().groups()).isEqualTo(fired.state().groups());
        assertThat(silent.state().silent()).isEqualTo("too young");
        assertThat(silent.state().until()).isEqualTo(BEGIN.plusSeconds(120));
    }

    @Test
    void sameWindowGivesTheSameIdAndAnotherAnother() {
        var alert = Rule.alert("a", Rule.TWO_OR_MORE, BEGIN);
        var state = AlertState.begin(alert);
        var end = BEGIN.plusSeconds(60);

        var once = Course.next(alert, state, end, judged("till", 5)).occurrences().getFirst();
        var again = Course.next(alert, state, end, judged("till", 6)).occurrences().getFirst();
        var other = Course.next(alert, state, end, judged("shop", 5)).occurrences().getFirst();
        var later =
                Course.next(alert, state, end.plusSeconds(60), judged("till", 5))
                        .occurrences()
                        .getFirst();

        assertThat(again.id()).isEqualTo(once.id());
        assertThat(List.of(other.id(), later.id())).doesNotContain(once.id());
    }

    @Test
    void windowsEndAtMultiplesOfTheStep() {
        var rule = Rule.alert("a", Rule.TWO_OR_MORE, BEGIN).rule();

        assertThat(rule.nextEnd(BEGIN)).isEqualTo(BEGIN.plusSeconds(60));
        assertThat(rule.nextEnd(BEGIN.plusSeconds(59))).isEqualTo(BEGIN.plusSeconds(60));
    }

    private static List<String> course(String cooldown, long... lines) {
        var alert =
                Rule.alert(
                        "a", Rule.TWO_OR_MORE, BEGIN, null, null, cooldown, "http://127.0.0.1:1/");
        var state = AlertState.begin(alert);
        var told = new ArrayList<String>();
        for (var window = 1; window <= lines.length; window++) {
            var step =
                    Course.next(
                            alert,
                            state,
                            BEGIN.plusSeconds(60L * window),
                            judged("", lines[window - 1]));
            for (var occurrence : step.occurrences()) {
                told.add(
                        window
                                + " "
                                + occurrence.kind().label()
                                + (occurrence.told() ? "" : ", not told"));
            }
            state = step.state();
        }
        return told;
    }

    private static Verdict judged(String group, long lines) {
        return new Verdict.Judged(
                Rules.judge(Rule.TWO_OR_MORE, Counts.of(Map.of(group, lines))), null);
    }
}
