package dev.konbini.logging.alert;

import static org.awaitility.Awaitility.await;

import dev.konbini.logging.LoggingIT;
import dev.konbini.logging.alert.kafka.IngestProgress;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;

/// Judges alerts as several replicas do, at times that the test says. The alerts are not set, so
/// that the service itself does not look at them.
///
/// Its tenant has lines of `till` in the first minute and the third, and of `shop` in the fourth
/// and the fifth.
abstract class AlertEvaluation extends LoggingIT {

    final String tenant = newTenant();
    final Instant begin =
            Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(30));
    final Receiver receiver = new Receiver();

    @Autowired AlertStates states;
    @Autowired JudgeWindow judge;
    @Autowired IngestProgress progress;
    @Autowired AlertProperties properties;

    AlertEvaluation() throws IOException {}

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

    Alert alert(Condition condition, @Nullable String groupBy) {
        return Rule.alert(
                "a-" + UUID.randomUUID(), condition, begin, tenant, groupBy, "0s", receiver.url());
    }

    void evaluate(Alert alert, int minute) {
        evaluator(minute, progress).evaluate(alert);
    }

    /// Judges as a replica that has just started does, right after the minute may be judged.
    EvaluateAlert evaluator(int minute, IngestProgress progress) {
        return evaluator(Clock.fixed(minute(minute).plusSeconds(10), ZoneOffset.UTC), progress);
    }

    EvaluateAlert evaluator(Clock clock, IngestProgress progress) {
        return new EvaluateAlert(
                judge,
                states,
                progress,
                new AlertMeters(new SimpleMeterRegistry(), Clock.systemUTC()),
                properties,
                clock);
    }

    /// What `alert` has been judged to be, until the begin.
    AlertState state(
            Alert alert,
            @Nullable String field,
            Map<String, GroupState> groups,
            List<Pending> pending) {
        return new AlertState(
                alert.name(), alert.createdAt(), begin, null, null, field, groups, pending);
    }

    Instant minute(int minute) {
        return begin.plus(Duration.ofMinutes(minute));
    }

    private void lines(int minute, int count, String service) {
        for (var i = 0; i < count; i++) {
            line(tenant, minute(minute).minusSeconds(30).plusMillis(i), service);
        }
    }

    static void line(String tenant, Instant time, String service) {
        SUITE.sendLater(
                "logs",
                service,
                Map.of("tenant", tenant),
                """
                {"@timestamp":"%s","message":"x","service":{"name":"%s"}}\
                """
                        .formatted(time, service));
    }
}
