package dev.konbini.servers.local;

import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.ReplaceOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.bson.Document;

/// Writes one value into a server as its acknowledged state, and reads it back.
final class ServerData {

    private static final String NAME = "kept";

    private ServerData() {}

    static void write(RunningServer server, String value) {
        switch (server.name()) {
            case MongoServer.NAME -> writeMongo(server.address(), value);
            case KafkaServer.NAME -> writeKafka(server.address(), value);
            case ElasticsearchServer.NAME ->
                    http(server, "PUT", "/kept/_doc/1", "{\"value\":\"" + value + "\"}");
            default -> throw new IllegalArgumentException(server.name());
        }
    }

    static String read(RunningServer server) {
        return switch (server.name()) {
            case MongoServer.NAME -> readMongo(server.address());
            case KafkaServer.NAME -> readKafka(server.address());
            case ElasticsearchServer.NAME ->
                    http(server, "GET", "/kept/_doc/1", "")
                            .replaceAll(".*\"value\":\"([^\"]*)\".*", "$1");
            default -> throw new IllegalArgumentException(server.name());
        };
    }

    private static void writeMongo(String uri, String value) {
        try (var client = MongoClients.create(uri)) {
            client.getDatabase(NAME)
                    .getCollection(NAME)
                    .withWriteConcern(WriteConcern.MAJORITY.withJournal(true))
                    .replaceOne(
                            new Document("_id", 1),
                            new Document("_id", 1).append("value", value),
                            new ReplaceOptions().upsert(true));
        }
    }

    private static String readMongo(String uri) {
        try (var client = MongoClients.create(uri)) {
            var found = client.getDatabase(NAME).getCollection(NAME).find().first();
            return found == null ? "nothing" : found.getString("value");
        }
    }

    private static void writeKafka(String bootstrap, String value) {
        var settings = Map.<String, Object>of("bootstrap.servers", bootstrap, "acks", "all");
        try (var admin = Admin.create(settings);
                var producer =
                        new KafkaProducer<>(
                                settings, new StringSerializer(), new StringSerializer())) {
            createTopic(admin);
            producer.send(new ProducerRecord<>(NAME, value)).get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void createTopic(Admin admin) throws InterruptedException, ExecutionException {
        try {
            var topic = new NewTopic(NAME, Optional.of(1), Optional.empty());
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static String readKafka(String bootstrap) {
        var settings = Map.<String, Object>of("bootstrap.servers", bootstrap);
        try (var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partition = new TopicPartition(NAME, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).values().iterator().next();
            var last = "nothing";
            while (consumer.position(partition) < end) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    last = record.value();
                }
            }
            return last;
        }
    }

    private static String http(RunningServer server, String method, String path, String body) {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create(server.address() + path))
                            .header("Content-Type", "application/json")
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .build();
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
