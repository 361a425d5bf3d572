package dev.konbini.cli.upgrade;

import com.mongodb.client.MongoClients;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import dev.konbini.cli.Refusal;
import dev.konbini.cli.task.Tasks;
import dev.konbini.cli.upgrade.Tally.Event;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Looks into MongoDB, Kafka and Elasticsearch themselves, not through the services that are being
/// proven.
///
/// @param mongodbUri with the rights to read the database of transaction-service
/// @param kafka `HOST:PORT`, several by commas
/// @param elasticsearch base URL
record Stores(String mongodbUri, String kafka, URI elasticsearch) {

    private static final String DATABASE = "transactions";
    private static final String TOPIC = "konbini.orders";
    private static final String INDICES = "konbini-events-*";
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int BATCH = 500;
    private static final int EVENTS_PER_ORDER_MAX = 15;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Compares each store with what was acknowledged. What is still on its way is waited for.
    ///
    /// @param since before the first of the orders
    /// @param patience how long the last event may take to be searchable
    List<Tally> reconcile(Set<String> acknowledged, Instant since, Duration patience) {
        return List.of(
                mongodb(acknowledged),
                settled(patience, () -> kafka(acknowledged, since)),
                settled(patience, () -> elasticsearch(acknowledged)));
    }

    /// What is found when nothing is lost any more, or patience is.
    static Tally settled(Duration patience, Supplier<Tally> look) {
        var deadline = Instant.now().plus(patience);
        while (true) {
            var tally = look.get();
            if (tally.lost().isEmpty() || Instant.now().isAfter(deadline)) {
                return tally;
            }
            Tasks.pause(PAUSE);
        }
    }

    private Tally mongodb(Set<String> acknowledged) {
        try (var client = MongoClients.create(mongodbUri)) {
            var orders = client.getDatabase(DATABASE).getCollection("orders");
            var found = new ArrayList<String>();
            for (var batch : batches(acknowledged)) {
                orders.find(
                                Filters.and(
                                        Filters.in("_id", batch),
                                        Filters.eq("status", "CONFIRMED")))
                        .projection(Projections.include("_id"))
                        .map(order -> order.getString("_id"))
                        .into(found);
            }
            return Tally.ofDocuments("MongoDB", acknowledged, found);
        }
    }

    /// Reads the topic from the first moment to its present end.
    private Tally kafka(Set<String> acknowledged, Instant since) {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka);
        try (var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partitions =
                    consumer.partitionsFor(TOPIC, LIMIT).stream()
                            .map(each -> new TopicPartition(each.topic(), each.partition()))
                            .toList();
            consumer.assign(partitions);
            var ends = consumer.endOffsets(partitions, LIMIT);
            var starts =
                    consumer.offsetsForTimes(
                            partitions.stream()
                                    .collect(
                                            Collectors.toMap(
                                                    each -> each, each -> since.toEpochMilli())),
                            LIMIT);
            for (var end : ends.entrySet()) {
                var start = starts.get(end.getKey());
                consumer.seek(end.getKey(), start == null ? end.getValue() : start.offset());
            }
            var events = new ArrayList<Event>();
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey(), LIMIT) < end.getValue())) {
                for (ConsumerRecord<String, String> record : consumer.poll(POLL)) {
                    var event = JSON.readTree(record.value());
                    events.add(
                            new Event(
                                    event.path("subject").asString(""),
                                    event.path("type").asString(""),
                                    event.path("id").asString("")));
                }
            }
            return Tally.ofEvents("Kafka", acknowledged, events.stream());
        }
    }

    /// Counts documents, by their own ids: an event that was indexed twice has two.
    private Tally elasticsearch(Set<String> acknowledged) {
        var events = new ArrayList<Event>();
        try (var http = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            post(http, "/" + INDICES + "/_refresh", null);
            for (var batch : batches(acknowledged)) {
                var query =
                        Map.of(
                                "size", batch.size() * EVENTS_PER_ORDER_MAX,
                                "_source", List.of("subject", "type"),
                                "query", Map.of("terms", Map.of("subject", batch)));
                for (var hit :
                        post(http, "/" + INDICES + "/_search", query).path("hits").path("hits")) {
                    events.add(
                            new Event(
                                    hit.path("_source").path("subject").asString(""),
                                    hit.path("_source").path("type").asString(""),
                                    hit.path("_index").asString("")
                                            + "/"
                                            + hit.path("_id").asString("")));
                }
            }
        }
        return Tally.ofEvents("Elasticsearch", acknowledged, events.stream());
    }

    private JsonNode post(HttpClient http, String path, @Nullable Object body) {
        var request =
                HttpRequest.newBuilder(elasticsearch.resolve(path))
                        .timeout(LIMIT)
                        .header("Content-Type", "application/json")
                        .POST(
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw Refusal.failed(
                        "Elasticsearch answers %d to %s: %s"
                                .formatted(answer.statusCode(), path, answer.body()));
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw Refusal.failed(
                    "Elasticsearch does not answer at %s (%s).".formatted(elasticsearch, e));
        } catch (InterruptedException e) {
            throw Tasks.interrupted(e);
        }
    }

    private static List<List<String>> batches(Set<String> ids) {
        var sorted = ids.stream().sorted().toList();
        var batches = new ArrayList<List<String>>();
        for (int from = 0; from < sorted.size(); from += BATCH) {
            batches.add(sorted.subList(from, Math.min(sorted.size(), from + BATCH)));
        }
        return batches;
    }
}
