package dev.konbini.logging.metricintake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class PacketServerTests {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final CountDownLatch go = new CountDownLatch(1);
    private final AtomicInteger taken = new AtomicInteger();

    @Test
    void packetsBeyondTheirSizeAreLostAndCountedAndThoseTakenMakeRoom() throws Exception {
        var large = "x".repeat(60_000);
        try (var server = server(DataSize.ofKilobytes(256))) {
            await().until(() -> {
                send(server.port(), large);
                return lost("packets") > 0;
            });

            go.countDown();

            await().until(() -> {
                send(server.port(), "a 1");
                return taken.get() > 0;
            });
        }
        // What was taken before the first was lost is all that had room.
        assertThat(lost("line-too-long")).isBetween(1.0, 3.0);
    }

    private PacketServer server(DataSize packetsSize) throws IOException {
        var properties =
                new MetricIntakeProperties(
                        null,
                        null,
                        "127.0.0.1",
                        1,
                        2048,
                        Duration.ofMinutes(1),
                        20_000,
                        packetsSize,
                        Duration.ofSeconds(10),
                        1);
        return new PacketServer(
                "graphite",
                0,
                properties,
                lines -> {
                    go.await();
                    taken.addAndGet(lines.size());
                },
                new IntakeCounters(meters));
    }

    private double lost(String reason) {
        var counter = meters.find("konbini.metrics.intake.lost").tag("reason", reason).counter();
        return counter == null ? 0 : counter.count();
    }

    private static void send(int port, String text) throws IOException {
        try (var socket = new DatagramSocket()) {
            var bytes = text.getBytes(UTF_8);
            socket.send(
                    new DatagramPacket(
                            bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
        }
    }
}
