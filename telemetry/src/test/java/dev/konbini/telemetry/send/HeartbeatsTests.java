package dev.konbini.telemetry.send;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.telemetry.Contract;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.mock.env.MockEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HeartbeatsTests {

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-11-22T03:04:05Z"));
    private final MockEnvironment environment =
            new MockEnvironment()
                    .withProperty("spring.application.name", "shop")
                    .withProperty("spring.application.version", "1.2.3");
    private final StaticApplicationContext context = new StaticApplicationContext();
    private final Heartbeats heartbeats =
            new Heartbeats(context, "shop-1", Duration.ofSeconds(2), () -> 3, new SettableClock());

    HeartbeatsTests() {
        context.setEnvironment(environment);
    }

    @Test
    void saysWhatTheContractAsksFor() throws IOException {
        environment.setProperty("local.server.port", "8082");

        var message = new String(heartbeats.next(), UTF_8);

        Contract.assertFollows("heartbeats/heartbeat.schema.json", message);
        var heartbeat = parse(message);
        assertThat(heartbeat.at("/service").asString()).isEqualTo("shop");
        assertThat(heartbeat.at("/version").asString()).isEqualTo("1.2.3");
        assertThat(heartbeat.at("/instance").asString()).isEqualTo("shop-1");
        assertThat(heartbeat.at("/port").asInt()).isEqualTo(8082);
        assertThat(heartbeat.at("/time").asString()).isEqualTo("2026-11-22T03:04:05Z");
        assertThat(heartbeat.at("/intervalMillis").asInt()).isEqualTo(2000);
        assertThat(heartbeat.at("/linesLost").asInt()).isEqualTo(3);
    }

    @Test
    void hasNoPortBeforeItServes() throws IOException {
        var message = new String(heartbeats.next(), UTF_8);

        Contract.assertFollows("heartbeats/heartbeat.schema.json", message);
        assertThat(parse(message).at("/port").isNull()).isTrue();
    }

    @Test
    void followsTheServiceFromStartToEnd() {
        assertThat(state(heartbeats.next())).isEqualTo("starting");

        become(ReadinessState.REFUSING_TRAFFIC);
        assertThat(state(heartbeats.next())).isEqualTo("starting");

        become(ReadinessState.ACCEPTING_TRAFFIC);
        assertThat(state(heartbeats.next())).isEqualTo("ready");

        become(ReadinessState.REFUSING_TRAFFIC);
        assertThat(state(heartbeats.next())).isEqualTo("draining");

        assertThat(state(heartbeats.last())).isEqualTo("stopped");
    }

    @Test
    void drainsWhenItsContextClosesButNotWhenAnotherDoes() {
        become(ReadinessState.ACCEPTING_TRAFFIC);

        heartbeats.onApplicationEvent(new ContextClosedEvent(new StaticApplicationContext()));
        assertThat(state(heartbeats.next())).isEqualTo("ready");

        heartbeats.onApplicationEvent(new ContextClosedEvent(context));
        assertThat(state(heartbeats.next())).isEqualTo("draining");
    }

    @Test
    void isDueAtEachIntervalAndWhenTheStateChanges() {
        assertThat(heartbeats.isDue()).isTrue();
        heartbeats.next();
        assertThat(heartbeats.isDue()).isFalse();

        now.updateAndGet(time -> time.plusMillis(1999));
        assertThat(heartbeats.isDue()).isFalse();
        now.updateAndGet(time -> time.plusMillis(1));
        assertThat(heartbeats.isDue()).isTrue();
        heartbeats.next();

        become(ReadinessState.ACCEPTING_TRAFFIC);
        assertThat(heartbeats.isDue()).isTrue();
    }

    @Test
    void isDueThoughTheClockWasSetBack() {
        heartbeats.next();

        now.updateAndGet(time -> time.minusSeconds(3600));
        assertThat(heartbeats.isDue()).isTrue();
        heartbeats.next();

        assertThat(heartbeats.isDue()).isFalse();
    }

    private void become(ReadinessState state) {
        heartbeats.onApplicationEvent(new AvailabilityChangeEvent<>(context, state));
    }

    private static String state(byte[] message) {
        return parse(new String(message, UTF_8)).at("/state").asString();
    }

    private static JsonNode parse(String message) {
        return JsonMapper.builder().build().readTree(message);
    }

    private final class SettableClock extends Clock {

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
