package dev.konbini.logging.metricintake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.listen.Room;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class LineServerTests {

    private static final String LINES = "a.b 1 1\n".repeat(100);

    private final List<Integer> taken = new CopyOnWriteArrayList<>();

    @Test
    void noMoreLinesAreGatheredThanThereIsRoomFor() throws Exception {
        try (var server = server(new Room(2000));
                var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(LINES.getBytes(UTF_8));

            await().until(() -> taken.stream().mapToInt(Integer::intValue).sum() == 100);
        }
        assertThat(taken).allSatisfy(together -> assertThat(together).isLessThanOrEqualTo(5));
    }

    private LineServer server(Room room) throws IOException {
        var properties =
                new MetricIntakeProperties(
                        null,
                        null,
                        "127.0.0.1",
                        1,
                        2048,
                        Duration.ofMinutes(1),
                        1,
                        DataSize.ofMegabytes(1),
                        Duration.ofSeconds(10),
                        1);
        return new LineServer(
                "graphite",
                0,
                properties,
                lines -> taken.add(lines.size()),
                room,
                new IntakeCounters(new SimpleMeterRegistry()));
    }
}
