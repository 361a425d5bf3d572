package dev.konbini.logging.tail.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.logging.tail.Delivery;
import dev.konbini.logging.tail.LineText;
import dev.konbini.logging.tail.Passed;
import dev.konbini.logging.tail.Position;
import dev.konbini.logging.tail.TailProperties;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.util.unit.DataSize;

class EventStreamTests {

    private static final Position AT = Position.of(7);

    private final ByteArrayOutputStream client = new ByteArrayOutputStream();
    private final EventStream stream =
            new EventStream(
                    client,
                    new TailProperties(
                            1,
                            1,
                            1,
                            DataSize.ofKilobytes(1),
                            DataSize.ofKilobytes(1),
                            0,
                            1000,
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(1),
                            Duration.ofHours(1)));

    @ParameterizedTest
    @MethodSource("deliveries")
    void sessionEndsHoweverFarBehindTheClientIs(Delivery delivery) throws IOException {
        assertThat(stream.send(delivery, false)).isTrue();
        assertThat(sent()).doesNotContain("reconnect");

        assertThat(stream.send(delivery, true)).isFalse();
        assertThat(sent())
                .endsWith(
                        """
                        event: reconnect
                        id: %s
                        data: {"reason":"session-ended"}

                        """
                                .formatted(AT.text()));
    }

    static Stream<Delivery> deliveries() {
        var line = new LineText("{}".getBytes(StandardCharsets.UTF_8));
        return Stream.of(
                new Delivery.Lines(List.of(new Delivery.Match(line, AT))),
                new Delivery.Skipped(3, Passed.SLOW_CLIENT, AT),
                new Delivery.Idle(AT));
    }

    @Test
    void replicaThatLeavesSaysSo() throws IOException {
        assertThat(stream.send(new Delivery.Goodbye(AT), true)).isFalse();

        assertThat(sent()).contains("replica-leaves").doesNotContain("session-ended");
    }

    private String sent() {
        return client.toString(StandardCharsets.UTF_8);
    }
}
