package dev.konbini.logging.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

class GroupMemberTests {

    @Test
    void restsWhileKafkaIsAway() throws IOException {
        var settings =
                GroupMember.of(
                        Map.of(
                                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                "127.0.0.1:" + unusedPort(),
                                ConsumerConfig.GROUP_ID_CONFIG,
                                "readers"));
        var bytes = new ByteArrayDeserializer();
        try (var consumer = new KafkaConsumer<>(settings, bytes, bytes)) {
            consumer.subscribe(Pattern.compile("lines"));
            consumer.poll(Duration.ofSeconds(1));
            var start = System.nanoTime();
            var busyBefore = busyNanos();

            consumer.poll(Duration.ofSeconds(3));

            // A member by KIP-848 has two threads that are busy for nearly all of that time.
            assertThat(busyNanos() - busyBefore).isLessThan((System.nanoTime() - start) / 2);
        }
    }

    @Test
    void settingsThatAreThereStay() {
        assertThat(
                        GroupMember.of(
                                Map.of(
                                        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                                        RangeAssignor.class.getName())))
                .containsEntry(
                        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                        RangeAssignor.class.getName())
                .containsEntry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
    }

    @Test
    void memberByTheBrokersOwnProtocolHasNone() {
        Map<String, Object> settings = Map.of(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "consumer");

        assertThat(GroupMember.of(settings)).isEqualTo(settings);
    }

    /// What this thread has taken and those that the client began.
    private static long busyNanos() {
        var threads = ManagementFactory.getThreadMXBean();
        var busy = threads.getCurrentThreadCpuTime();
        for (var id : threads.getAllThreadIds()) {
            var thread = threads.getThreadInfo(id);
            if (thread != null && thread.getThreadName().matches(".*(consumer|readers).*")) {
                busy += threads.getThreadCpuTime(id);
            }
        }
        return busy;
    }

    private static int unusedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
