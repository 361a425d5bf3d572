package dev.konbini.logging.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Windows that are compared with the same time of earlier weeks.
class AnomalyIT extends AlertEvaluation {

    AnomalyIT() throws IOException {}

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
}
