package dev.konbini.logging.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.logging.Suite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/// Polls of a topic in which megabytes are packed into kilobytes.
class BoundedPollsIT {

    private static final Suite SUITE = new Suite();
    private static final DataSize MAX = DataSize.ofKilobytes(100);
    private static final int SMALL = 10_000;
    private static final int LARGE = 300_000;
    private static final int EACH = 200;
    private static final int PARTITIONS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @ParameterizedTest
    @ValueSource(strings = {"consumer", "classic"})
    void giveEveryValueOnceInOrderAndNeverMoreThanTheyMay(String protocol) throws Exception {
        var name = "packed-" + protocol;
        SUITE.makeTopic(name, PARTITIONS);
        send(SUITE.topic(name));

        var polls = new ArrayList<ConsumerRecords<byte[], byte[]>>();
        try (var consumer = consumer(protocol)) {
            consumer.subscribe(List.of(SUITE.topic(name)));
            var end = System.nanoTime() + PATIENCE.toNanos();
            while (count(polls) < PARTITIONS * EACH && System.nanoTime() < end) {
                polls.add(consumer.poll(Duration.ofMillis(200)));
            }
        }

        for (var partition = 0; partition < PARTITIONS; partition++) {
            var number = partition;
            assertThat(records(polls).filter(record -> record.partition() == number))
                    .extracting(ConsumerRecord::offset)
                    .containsExactlyElementsOf(
                            IntStream.range(0, EACH).mapToObj(i -> (long) i).toList());
        }
        assertThat(polls)
                .filteredOn(poll -> poll.count() > 1)
                .isNotEmpty()
                .allSatisfy(poll -> assertThat(bytes(poll)).isLessThanOrEqualTo(MAX.toBytes()));
        assertThat(records(polls).filter(record -> record.value().length == LARGE))
                .as("values that are larger, which come alone")
                .hasSize(PARTITIONS);
    }

    private static void send(String topic) {
        Map<String, Object> settings =
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        Suite.KAFKA,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4",
                        ProducerConfig.LINGER_MS_CONFIG,
                        50,
                        // A partition that is new may refuse its first batch. If it then took the
                        // second it would never take the first.
                        ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                        1);
        try (var producer =
                new KafkaProducer<>(
                        settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (var i = 0; i < EACH; i++) {
                for (var partition = 0; partition < PARTITIONS; partition++) {
                    var value = new byte[i == EACH / 2 ? LARGE : SMALL];
                    var _ = producer.send(new ProducerRecord<>(topic, partition, null, value));
                }
            }
        }
    }

    private static KafkaConsumer<byte[], byte[]> consumer(String protocol) {
        var settings = new HashMap<String, Object>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, Suite.KAFKA);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, SUITE.group(protocol));
        settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, protocol);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        BoundedPolls.bound(settings, MAX);
        return new KafkaConsumer<>(settings);
    }

    private static int count(List<ConsumerRecords<byte[], byte[]>> polls) {
        return polls.stream().mapToInt(ConsumerRecords::count).sum();
    }

    private static Stream<ConsumerRecord<byte[], byte[]>> records(
            List<ConsumerRecords<byte[], byte[]>> polls) {
        return polls.stream().flatMap(BoundedPollsIT::each);
    }

    private static Stream<ConsumerRecord<byte[], byte[]>> each(
            ConsumerRecords<byte[], byte[]> poll) {
        var all = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        poll.forEach(all::add);
        return all.stream();
    }

    private static long bytes(ConsumerRecords<byte[], byte[]> poll) {
        return each(poll).mapToLong(record -> record.value().length).sum();
    }
}
