package dev.konbini.logging.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.logging.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A group whose members are replaced by such as join in another way, as in an upgrade from 0.2.0
/// and back.
class GroupMemberIT {

    private static final Suite SUITE = new Suite();
    private static final int PARTITIONS = 4;
    private static final int EACH = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String BY_KIP_848 = "consumer";
    private static final String CLASSIC = "classic";

    private final String topic = SUITE.topic("mixed");
    private final Set<String> sent = new HashSet<>();
    private final Set<String> taken = new HashSet<>();

    private final List<Consumer<byte[], byte[]>> members = new ArrayList<>();

    @AfterEach
    void close() {
        members.forEach(Consumer::close);
    }

    @Test
    void everyRecordIsTakenWhileMembersOfBothKindsShareTheGroup() throws Exception {
        SUITE.makeTopic("mixed", PARTITIONS);

        join(BY_KIP_848);
        takeAll();
        join(CLASSIC);
        takeAll();
        firstLeaves();
        takeAll();
        join(BY_KIP_848);
        takeAll();
        firstLeaves();
        takeAll();

        assertThat(taken).hasSize(5 * EACH);
    }

    private void firstLeaves() {
        members.removeFirst().close();
    }

    /// Waits until each member has its share, and until they have taken what is sent then.
    private void takeAll() throws Exception {
        poll(() -> members.stream().allMatch(each -> share(each) == PARTITIONS / members.size()));
        send();
        poll(() -> taken.equals(sent));
    }

    private static int share(Consumer<byte[], byte[]> member) {
        return member.assignment().size();
    }

    private void poll(BooleanSupplier done) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as(
                            "%d of %d taken by members that share %s",
                            taken.size(), sent.size(), shares())
                    .isLessThan(end);
            members.forEach(this::poll);
        }
    }

    private List<Integer> shares() {
        return members.stream().map(GroupMemberIT::share).toList();
    }

    private void poll(Consumer<byte[], byte[]> member) {
        var records = member.poll(Duration.ofMillis(100));
        records.forEach(record -> taken.add(new String(record.value(), UTF_8)));
        try {
            member.commitSync(records.nextOffsets());
        } catch (RebalanceInProgressException e) {
            // They come again, here or at the other member.
        }
    }

    private void send() throws ExecutionException, InterruptedException {
        Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, Suite.KAFKA);
        var bytes = new ByteArraySerializer();
        try (var producer = new KafkaProducer<>(settings, bytes, bytes)) {
            for (var number : IntStream.range(sent.size(), sent.size() + EACH).toArray()) {
                var value = "record " + number;
                var record =
                        new ProducerRecord<byte[], byte[]>(
                                topic, number % PARTITIONS, null, value.getBytes(UTF_8));
                producer.send(record).get();
                sent.add(value);
            }
        }
    }

    private void join(String protocol) {
        var settings = new HashMap<String, Object>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, Suite.KAFKA);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, SUITE.group("mixed"));
        settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, protocol);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        var bytes = new ByteArrayDeserializer();
        var member = new KafkaConsumer<>(GroupMember.of(settings), bytes, bytes);
        member.subscribe(List.of(topic));
        members.add(member);
    }
}
