package dev.konbini.logging;

import dev.konbini.web.access.Role;
import dev.konbini.web.access.TokenMint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.DynamicPropertyRegistry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A part of the test servers that belongs to one test class: topics, groups and indices whose
/// names begin with a prefix of its own, and keys to mint tokens with.
public final class Suite {

    public static final String KAFKA = System.getProperty("konbini.test.kafka");
    public static final String ELASTICSEARCH = System.getProperty("konbini.test.elasticsearch");

    static {
        // What takes a second alone takes many on a machine that builds everything at once.
        Awaitility.setDefaultTimeout(Duration.ofSeconds(40));
    }

    private static final JsonMapper JSON = JsonMapper.shared();

    private final String prefix = "t" + UUID.randomUUID().toString().substring(0, 8) + "-";
    private final TokenMint mint = TokenMint.generate();
    private final HttpClient http = HttpClient.newHttpClient();
    private final KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(
                    Map.of("bootstrap.servers", KAFKA, "linger.ms", 5),
                    new ByteArraySerializer(),
                    new ByteArraySerializer());

    public Suite() {
        // An Elasticsearch takes a thousand shards, and each tenant of a test has one.
        Runtime.getRuntime().addShutdownHook(new Thread(this::remove));
    }

    private void remove() {
        for (var index :
                call(
                                "GET",
                                "/"
                                        + index("*")
                                        + "?expand_wildcards=open,hidden&filter_path=*.aliases",
                                null)
                        .propertyNames()) {
            call("DELETE", "/" + index, null);
        }
        for (var template :
                List.of(
                        "logs",
                        "events",
                        "settings",
                        "dead-letters",
                        "ledger",
                        "operations",
                        "alerts",
                        "points",
                        "rollups",
                        "series",
                        "rollupmarks")) {
            call("DELETE", "/_index_template/" + index(template), null);
        }
    }

    /// Points a service at this part.
    public void register(DynamicPropertyRegistry registry) {
        registry.add("server.port", () -> 0);
        registry.add("management.server.port", () -> 0);
        registry.add("spring.kafka.bootstrap-servers", () -> KAFKA);
        registry.add("spring.elasticsearch.uris", () -> ELASTICSEARCH);
        registry.add("konbini.topics.prefix", () -> prefix);
        registry.add("konbini.groups.prefix", () -> prefix);
        registry.add("konbini.indices.prefix", () -> prefix);
        registry.add("konbini.indices.sharing.from", () -> sharedFrom().toString());
        registry.add("konbini.retention.enabled", () -> false);
        registry.add("konbini.alerts.webhooks.allow-private", () -> true);
        registry.add("konbini.alerts.webhooks.secrets.pager", () -> "Bearer s3cret");
        registry.add("konbini.access.keys", () -> keys().toUri().toString());
        registry.add("konbini.telemetry.spool-directory", () -> directory().toString());
    }

    /// Lines of this day and later lie in indices that tenants share; those that tests send are
    /// mostly of today.
    public static LocalDate sharedFrom() {
        return LocalDate.now(ZoneOffset.UTC).plusDays(20);
    }

    public String topic(String name) {
        return prefix + name;
    }

    public String group(String name) {
        return prefix + name;
    }

    public String index(String rest) {
        return prefix + rest;
    }

    public String token(@Nullable String tenant, Role... roles) {
        return mint.token("tester", tenant, Duration.ofMinutes(10), roles);
    }

    public void makeTopic(String name, int partitions) {
        try (var admin = admin()) {
            admin.createTopics(
                            List.of(
                                    new NewTopic(
                                            topic(name),
                                            Optional.of(partitions),
                                            Optional.empty())))
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    public Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", KAFKA));
    }

    /// Sends a record and returns its place: topic, partition and offset.
    public String send(String topic, String key, Map<String, String> headers, String value) {
        return send(topic, key, headers, value.getBytes(StandardCharsets.UTF_8));
    }

    public String send(String topic, String key, Map<String, String> headers, byte[] value) {
        var record =
                new ProducerRecord<>(topic(topic), key.getBytes(StandardCharsets.UTF_8), value);
        headers.forEach(
                (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        try {
            var sent = producer.send(record).get();
            return sent.topic() + "-" + sent.partition() + "-" + sent.offset();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Sends without waiting; [#flush] waits.
    public void sendLater(String topic, String key, Map<String, String> headers, String value) {
        var record =
                new ProducerRecord<>(
                        topic(topic),
                        key.getBytes(StandardCharsets.UTF_8),
                        value.getBytes(StandardCharsets.UTF_8));
        headers.forEach(
                (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
        var _ = producer.send(record);
    }

    public void flush() {
        producer.flush();
    }

    /// All records of a topic; none if there is no such topic.
    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of(
                                "bootstrap.servers", KAFKA, "allow.auto.create.topics", false),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            var partitions =
                    consumer.partitionsFor(topic(topic)).stream()
                            .map(one -> new TopicPartition(one.topic(), one.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
            while (ends.entrySet().stream()
                    .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    /// The documents of the indices that match, as they are at this moment.
    public List<JsonNode> documents(String pattern) {
        call("POST", "/" + index(pattern) + "/_refresh?ignore_unavailable=true", null);
        var hits =
                call(
                        "POST",
                        "/" + index(pattern) + "/_search?ignore_unavailable=true&version=true",
                        "{\"size\":10000}");
        var documents = new ArrayList<JsonNode>();
        hits.path("hits").path("hits").forEach(documents::add);
        return documents;
    }

    public long count(String pattern) {
        call("POST", "/" + index(pattern) + "/_refresh?ignore_unavailable=true", null);
        return call("GET", "/" + index(pattern) + "/_count?ignore_unavailable=true", null)
                .path("count")
                .asLong();
    }

    public JsonNode call(String method, String path, @Nullable String body) {
        var request =
                HttpRequest.newBuilder(URI.create(ELASTICSEARCH + path))
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            return JSON.readTree(http.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path keys() {
        try {
            return Files.writeString(directory().resolve("keys.json"), mint.jwks());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path directory() {
        try {
            return Files.createDirectories(Path.of("target", "suites", prefix));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
