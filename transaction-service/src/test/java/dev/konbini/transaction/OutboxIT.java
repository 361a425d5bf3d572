package dev.konbini.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Partitioner;
import org.apache.kafka.clients.producer.ProducerInterceptor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.metrics.KafkaMetric;
import org.apache.kafka.common.metrics.MetricsReporter;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

@ExtendWith(OutputCaptureExtension.class)
class OutboxIT extends RunningService {

    private static final String BOOTSTRAP = "spring.kafka.bootstrap-servers";
    private static final String TOPIC = "t" + RUN + ".orders";
    private static final String SIZE_MAX = TopicConfig.MAX_MESSAGE_BYTES_CONFIG;

    @Test
    void publishesEventsInTheirOrderWithTheTraceOfTheRequest() {
        var offer = OFFERS.offer(stocked(5), 2);
        var traceId = "0af7651916cd43dd8448eb211c80319c";

        place(offer, "tok_visa", "traceparent", "00-" + traceId + "-b7ad6b7169203331-01");

        awaitTopic();
        try (var topic = new OrderTopic(TOPIC)) {
            var events = topic.of(offer.id(), "order.confirmed");
            assertThat(events)
                    .extracting(OrderTopic::type)
                    .containsExactly("order.placed", "payment.authorized", "order.confirmed");
            assertThat(events)
                    .allSatisfy(event -> {
                        assertThat(
                                        Contract.faults(
                                                "topics/orders/event.schema.json", event.value()))
                                .isEmpty();
                        assertThat(OrderTopic.json(event).at("/subject").asString())
                                .isEqualTo(offer.id());
                        assertThat(OrderTopic.header(event, "traceparent"))
                                .isEqualTo(OrderTopic.json(event).at("/traceparent").asString())
                                .contains(traceId);
                    });
            assertThat(topic.partitions()).isEqualTo(6);
        }
        await().untilAsserted(() -> {
            assertThat(orderDocument(offer.id()).getList("outbox", Document.class)).isEmpty();
            assertThat(orderDocument(offer.id())).doesNotContainKey("publishBy");
        });
    }

    @Test
    void publishesEveryTypeOfEvent() {
        var sku = stocked(3);
        var offer = OFFERS.offer(sku, 2);
        var tooMuch = OFFERS.offer(sku, 4);

        place(tooMuch, "tok_visa");
        place(offer, "tok_chargeDeclined");
        place(offer, "tok_visa");
        await().untilAsserted(() -> assertThat(reservations(sku)).isEmpty());
        database.getCollection("orders")
                .updateOne(
                        Filters.eq(offer.id()),
                        Updates.combine(
                                Updates.set("status", "PENDING"),
                                Updates.set(
                                        "attempt.startedAt",
                                        Instant.now().minus(Duration.ofMinutes(5)))));

        awaitTopic();
        try (var topic = new OrderTopic(TOPIC)) {
            assertThat(topic.of(offer.id(), "payment.voided"))
                    .allSatisfy(event ->
                            assertThat(
                                            Contract.faults(
                                                    "topics/orders/event.schema.json",
                                                    event.value()))
                                    .isEmpty())
                    .extracting(OrderTopic::type)
                    .containsExactly(
                            "order.placed",
                            "payment.declined",
                            "order.rejected",
                            "order.placed",
                            "payment.authorized",
                            "order.confirmed",
                            "order.cancelled",
                            "payment.voided");
            assertThat(topic.of(tooMuch.id(), "order.rejected"))
                    .extracting(OrderTopic::type)
                    .containsExactly("order.placed", "order.rejected");
        }
    }

    @Test
    void publishesWhatADeadReplicaLeftBehind() {
        var offer = OFFERS.offer(stocked(5), 1);
        place(offer, "tok_visa");
        awaitTopic();
        try (var topic = new OrderTopic(TOPIC)) {
            var published = topic.of(offer.id(), "order.confirmed");
            await().until(() ->
                    orderDocument(offer.id()).getList("outbox", Document.class).isEmpty());
            var body = published.getLast().value().replace("order.confirmed", "order.again");

            database.getCollection("orders")
                    .updateOne(
                            Filters.eq(offer.id()),
                            Updates.combine(
                                    Updates.push(
                                            "outbox",
                                            new Document("id", "e1")
                                                    .append("type", "dev.konbini.order.again")
                                                    .append("at", Instant.now())
                                                    .append(
                                                            "traceparent",
                                                            OrderTopic.header(
                                                                    published.getLast(),
                                                                    "traceparent"))
                                                    .append("body", body)),
                                    Updates.set("publishBy", Instant.now().minusSeconds(1))));

            assertThat(topic.of(offer.id(), "order.again")).hasSize(4);
        }
    }

    @Test
    void takesOrdersWithoutKafkaAndPublishesThemAllWhenItIsBack() throws IOException {
        var settings = settings("u" + RUN);
        var placed = new ArrayList<OfferMint.Signed>();
        var sku = sku();
        try (var without = start(settings, Map.of(BOOTSTRAP, "127.0.0.1:" + closedPort()))) {
            var service = http(without);
            service.put(
                    "/api/stock/" + sku + "/tokyo",
                    Map.of("onHand", 100),
                    "Authorization",
                    OPERATOR);
            for (var offer : OfferMint.several(OFFERS, sku, 10)) {
                var answer = service.post("/api/orders", Http.order(offer, "tok_visa"));
                assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
                placed.add(offer);
            }
            var registry = without.getBean(MeterRegistry.class);
            await().atMost(Duration.ofSeconds(40))
                    .untilAsserted(() ->
                            assertThat(registry.get("konbini.outbox.backlog").gauge().value())
                                    .isEqualTo(10));
            assertThat(waiting(without)).isEqualTo(10);
        }

        try (var with = start(settings, Map.of())) {
            await().atMost(Duration.ofSeconds(40))
                    .untilAsserted(() -> assertThat(waiting(with)).isZero());
        }

        try (var topic = new OrderTopic("u" + RUN + ".orders")) {
            var events = topic.await(all -> all.size() >= 30);
            assertThat(events).hasSize(30).extracting(OrderTopic::id).doesNotHaveDuplicates();
            assertThat(placed)
                    .allSatisfy(offer ->
                            assertThat(
                                            events.stream()
                                                    .filter(event ->
                                                            event.key().equals(offer.id())))
                                    .extracting(OrderTopic::type)
                                    .containsExactly(
                                            "order.placed",
                                            "payment.authorized",
                                            "order.confirmed"));
        }
    }

    /// Both sweep at once, and all are sent when both have ended.
    @Test
    void publishesEachEventOnceWithTwoReplicas() {
        var name = "v" + RUN;
        var others =
                Map.of("konbini.outbox.batch-max", "5", "konbini.outbox.sweep-interval", "1ms");
        try (var first = start(settings(name), others);
                var second = start(settings(name), others)) {
            leaveBehind(first, 1000);

            await().atMost(Duration.ofSeconds(40))
                    .untilAsserted(() -> assertThat(waiting(first)).isZero());

            assertThat(published(first)).isPositive();
            assertThat(published(second)).isPositive();
        }

        try (var topic = new OrderTopic(name + ".orders")) {
            assertThat(topic.all())
                    .hasSize(1000)
                    .extracting(OrderTopic::id)
                    .doesNotHaveDuplicates();
        }
    }

    /// Kafka takes no time that is more than an hour ahead of its own.
    @Test
    void publishesWhatAReplicaStampedWhoseClockWasHoursAhead() {
        var name = "w" + RUN;
        var now = Instant.now();
        try (var service = start(settings(name), Map.of())) {
            orders(service)
                    .insertMany(
                            List.of(
                                    left("ahead", now.plus(Duration.ofHours(3))),
                                    left("beside", now)));

            awaitPublished(service);
        }

        try (var topic = new OrderTopic(name + ".orders")) {
            assertThat(topic.all())
                    .extracting(OrderTopic::id)
                    .containsExactlyInAnyOrder("of ahead", "of beside");
        }
    }

    /// Kafka answers whoever looks for it, and takes nothing.
    @Test
    void saysOnceThatKafkaRefusesWhatItIsSentAgainAndAgain(CapturedOutput output) throws Exception {
        var name = "z" + RUN;
        var topic = new NewTopic(name + ".orders", Optional.of(1), Optional.empty());
        try (var admin =
                Admin.create(
                        Map.of(
                                "bootstrap.servers",
                                System.getProperty("konbini.test.kafka", "")))) {
            admin.createTopics(List.of(topic.configs(Map.of(SIZE_MAX, "10")))).all().get();
            try (var service = start(settings(name), Map.of("konbini.outbox.lease", "1s"))) {
                leaveBehind(service, 1);
                awaitClaims(service, 4);

                var place = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
                var enough =
                        new AlterConfigOp(
                                new ConfigEntry(SIZE_MAX, "1000000"), AlterConfigOp.OpType.SET);
                admin.incrementalAlterConfigs(Map.of(place, List.of(enough))).all().get();
                awaitPublished(service);
            }
        }

        assertThat(output.getOut())
                .containsOnlyOnce("Kafka does not take events")
                .containsOnlyOnce("Kafka takes events again");
    }

    /// Returns when the document that is left behind has been taken over so often.
    private static void awaitClaims(ConfigurableApplicationContext service, int count) {
        var claims = new HashSet<String>();
        await().atMost(Duration.ofSeconds(40))
                .until(() -> {
                    var document = orders(service).find(Filters.exists("publisher")).first();
                    return document != null
                            && claims.add(document.getString("publisher"))
                            && claims.size() == count;
                });
    }

    @Test
    void replacesAProducerThatFailsForGood() {
        publishesWith("producer.properties.partitioner.class", FailingPartitioner.class, "x" + RUN);

        assertThat(FailingPartitioner.made).hasValueGreaterThan(1);
    }

    @Test
    void replacesAProducerThatHasFallenSilent() {
        publishesWith(
                "producer.properties.interceptor.classes", DeadlyInterceptor.class, "y" + RUN);

        assertThat(DeadlyInterceptor.dead).isTrue();
    }

    @Test
    void looksForKafkaAgainThoughTheClientHasFallenSilent() {
        publishesWith("admin.properties.metric.reporters", DeadlyReporter.class, "s" + RUN);

        assertThat(DeadlyReporter.dead).isTrue();
    }

    private static void publishesWith(String setting, Class<?> value, String name) {
        var others =
                Map.of("spring.kafka." + setting, value.getName(), "konbini.outbox.lease", "1s");
        try (var service = start(settings(name), others)) {
            leaveBehind(service, 1);

            awaitPublished(service);
        }
        try (var topic = new OrderTopic(name + ".orders")) {
            assertThat(topic.all()).extracting(OrderTopic::id).contains("of left0");
        }
    }

    /// So many documents with an event each that nobody is at, as of replicas that died.
    private static void leaveBehind(ConfigurableApplicationContext service, int count) {
        var now = Instant.now();
        orders(service)
                .insertMany(
                        IntStream.range(0, count).mapToObj(i -> left("left" + i, now)).toList());
    }

    /// A document with one event, which nobody is at any more.
    private static Document left(String id, Instant at) {
        return new Document("_id", id)
                .append("outbox", List.of(event("of " + id, at)))
                .append("publishBy", Instant.now());
    }

    private static Document event(String id, Instant at) {
        return new Document("id", id)
                .append("type", "dev.konbini.order.again")
                .append("at", at)
                .append("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
                .append("body", "{\"id\":\"%s\"}".formatted(id));
    }

    private static double published(ConfigurableApplicationContext service) {
        return service.getBean(MeterRegistry.class)
                .get("konbini.outbox.published")
                .counter()
                .count();
    }

    /// Returns when no event waits any more.
    private static void awaitPublished(ConfigurableApplicationContext service) {
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(waiting(service)).isZero());
    }

    private static long waiting(ConfigurableApplicationContext service) {
        return orders(service).countDocuments(Filters.exists("publishBy"));
    }

    private static MongoCollection<Document> orders(ConfigurableApplicationContext service) {
        return service.getBean(MongoDatabase.class).getCollection("orders");
    }

    /// Readers may come before the service has made the topic.
    private void awaitTopic() {
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        database.getCollection("orders").countDocuments(Filters.exists("publishBy"))
                                == 0);
    }

    private static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Has the first producer come to a state in which it sends nothing any more.
    public static final class FailingPartitioner implements Partitioner {

        static final AtomicInteger made = new AtomicInteger();

        private final boolean isFirst = made.getAndIncrement() == 0;

        @Override
        public int partition(
                String topic,
                Object key,
                byte[] keyBytes,
                Object value,
                byte[] valueBytes,
                Cluster cluster) {
            if (isFirst) {
                throw new KafkaException("This producer is in an error state");
            }
            return 0;
        }

        @Override
        public void configure(Map<String, ?> settings) {}

        @Override
        public void close() {}
    }

    /// Ends the thread of the first producer at its first acknowledgement, before it is told.
    public static final class DeadlyInterceptor implements ProducerInterceptor<String, byte[]> {

        static final AtomicBoolean dead = new AtomicBoolean();

        @Override
        public ProducerRecord<String, byte[]> onSend(ProducerRecord<String, byte[]> message) {
            return message;
        }

        @Override
        public void onAcknowledgement(RecordMetadata place, Exception refusal) {
            if (dead.compareAndSet(false, true)) {
                throw new AssertionError("This thread ends here");
            }
        }

        @Override
        public void configure(Map<String, ?> settings) {}

        @Override
        public void close() {}
    }

    /// Ends the thread of the first client that looks for the topic, as soon as it has a connection
    /// to tell of.
    public static final class DeadlyReporter implements MetricsReporter {

        static final AtomicBoolean dead = new AtomicBoolean();

        @Override
        public void metricChange(KafkaMetric metric) {
            if (Thread.currentThread().getName().startsWith("kafka-admin-client-thread")
                    && dead.compareAndSet(false, true)) {
                throw new AssertionError("This thread ends here");
            }
        }

        @Override
        public void init(List<KafkaMetric> metrics) {}

        @Override
        public void metricRemoval(KafkaMetric metric) {}

        @Override
        public void configure(Map<String, ?> settings) {}

        @Override
        public void close() {}
    }
}
