package dev.konbini.cli.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClients;
import dev.konbini.cli.Refusal;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/// Against the servers themselves, with prefixes as a chart may have them.
class StoresIT {

    private static final List<String> TYPES =
            List.of(
                    "dev.konbini.order.placed",
                    "dev.konbini.payment.authorized",
                    "dev.konbini.order.confirmed");

    private final String order = UUID.randomUUID().toString();
    private final String prefix = "shop-" + order.substring(0, 8);

    @Test
    void orderThatIsInEachStoreOnceIsFound() throws Exception {
        var since = Instant.now().minusSeconds(1);
        put();

        var tallies = stores().reconcile(Set.of(order), since, Duration.ofSeconds(10));

        assertThat(tallies).hasSize(3).allMatch(Tally::isClean);
        assertThat(stores().unreadable()).isEmpty();
    }

    @Test
    void orderThatIsInNoStoreIsLostInEach() throws Exception {
        put();

        var tallies = stores().reconcile(Set.of("other"), Instant.now(), Duration.ZERO);

        assertThat(tallies)
                .hasSize(3)
                .allSatisfy(tally -> assertThat(tally.lost()).containsExactly("other"));
    }

    @Test
    void topicThatIsNotThereIsNoEmptyOne() {
        assertThatThrownBy(() ->
                        new KafkaEvents(kafka(), "none." + order)
                                .look(Set.of(order), Instant.now()))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("there is no topic");
    }

    private Stores stores() {
        return new Stores(
                new MongoOrders(System.getProperty("konbini.test.mongodb-uri")),
                List.of(
                        new KafkaEvents(kafka(), prefix + ".orders"),
                        ElasticEvents.at(elasticsearch(), null, prefix + "-events-*")));
    }

    private static Map<String, String> kafka() {
        return Map.of("bootstrap.servers", System.getProperty("konbini.test.kafka"));
    }

    private static URI elasticsearch() {
        return URI.create(System.getProperty("konbini.test.elasticsearch"));
    }

    private void put() throws Exception {
        try (var mongodb = MongoClients.create(System.getProperty("konbini.test.mongodb-uri"))) {
            mongodb.getDatabase("transactions")
                    .getCollection("orders")
                    .insertOne(new Document("_id", order).append("status", "CONFIRMED"));
        }
        try (var admin = Admin.create(Map.<String, Object>copyOf(kafka()))) {
            var topic = new NewTopic(prefix + ".orders", Optional.of(2), Optional.empty());
            admin.createTopics(List.of(topic)).all().get();
        }
        try (var producer =
                        new KafkaProducer<>(
                                Map.<String, Object>copyOf(kafka()),
                                new StringSerializer(),
                                new StringSerializer());
                var http = HttpClient.newHttpClient()) {
            for (var type : TYPES) {
                var event =
                        "{\"id\":\"%s\",\"type\":\"%s\",\"subject\":\"%s\"}"
                                .formatted(UUID.randomUUID(), type, order);
                producer.send(new ProducerRecord<>(prefix + ".orders", order, event)).get();
                index(http, event);
            }
        }
    }

    private void index(HttpClient http, String event) throws IOException, InterruptedException {
        send(
                http,
                "PUT",
                "",
                "{\"mappings\":{\"properties\":{\"subject\":{\"type\":\"keyword\"}}}}");
        var answer = send(http, "POST", "/_doc", event);
        assertThat(answer).isEqualTo(201);
    }

    private int send(HttpClient http, String method, String path, String body)
            throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(
                                        elasticsearch()
                                                .resolve("/" + prefix + "-events-2026.01" + path))
                                .header("Content-Type", "application/json")
                                .method(method, BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
    }
}
