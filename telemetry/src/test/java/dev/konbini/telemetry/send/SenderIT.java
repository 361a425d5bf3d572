package dev.konbini.telemetry.send;

import static dev.konbini.telemetry.send.TopicReader.header;
import static dev.konbini.telemetry.send.TopicReader.json;
import static dev.konbini.telemetry.send.TopicReader.someSays;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.telemetry.Contract;
import dev.konbini.telemetry.service.TestService;
import dev.konbini.telemetry.spool.Spool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;

/// A service with a Kafka that is there.
class SenderIT {

    // Not named for this class: what is logged in this package is not sent.
    private static final Logger LOGGER = LoggerFactory.getLogger("dev.konbini.shop.Till");

    private final String kafka = System.getProperty("konbini.test.kafka", "");
    private final String prefix = "t-" + UUID.randomUUID().toString().substring(0, 8) + ".";

    @TempDir private Path spool;

    @Test
    void deliversLinesWhoseClockWasHoursAhead() throws IOException {
        var ahead = Instant.now().plus(Duration.ofHours(3)).toEpochMilli();
        var directory = spool.resolve(prefix + "logs").resolve("shop");
        try (var dead = new Spool(directory, "shop-1", 1 << 20)) {
            for (var number = 1; number <= 3; number++) {
                dead.append(
                        number, ahead, ("{\"message\":\"ahead " + number + "\"}").getBytes(UTF_8));
            }
        }

        try (var _ = start()) {
            var records = TopicReader.read(kafka, prefix + "logs", someSays("ahead 3"));

            assertThat(records)
                    .filteredOn(record -> record.key().equals("shop-1"))
                    .extracting(record -> json(record).path("message").asString())
                    .containsExactly("ahead 1", "ahead 2", "ahead 3");
        }
    }

    @Test
    void deliversLinesThatAreOlderThanKafkaTakes() throws Exception {
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            var takesAnHour = Map.of(TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG, "3600000");
            var topic = new NewTopic(prefix + "logs", Optional.of(1), Optional.empty());
            admin.createTopics(List.of(topic.configs(takesAnHour))).all().get();
        }
        var old = Instant.now().minus(Duration.ofHours(3)).toEpochMilli();
        var directory = spool.resolve(prefix + "logs").resolve("shop");
        try (var dead = new Spool(directory, "shop-1", 1 << 20)) {
            for (var number = 1; number <= 3; number++) {
                dead.append(number, old, ("{\"message\":\"old " + number + "\"}").getBytes(UTF_8));
            }
        }

        try (var context = start()) {
            var records = TopicReader.read(kafka, prefix + "logs", someSays("old 3"));

            assertThat(records)
                    .filteredOn(record -> record.key().equals("shop-1"))
                    .extracting(record -> json(record).path("message").asString())
                    .containsExactly("old 1", "old 2", "old 3");
            assertThat(context.getBean(Spool.class).lost()).isZero();
        }
    }

    @Test
    void deliversEveryLineOnceInOrderUnderItsName() throws IOException {
        String instance;
        try (var context = start()) {
            instance = context.getEnvironment().getRequiredProperty("konbini.telemetry.instance");
            TopicReader.read(kafka, prefix + "logs", someSays("Started TestService"));
            LOGGER.info("The last line");
        }

        var records = TopicReader.read(kafka, prefix + "logs", someSays("The last line"));
        var lines = records.stream().map(TopicReader::json).toList();

        assertThat(records).extracting(ConsumerRecord::key).containsOnly(instance);
        assertThat(lines)
                .extracting(line -> line.at("/event/sequence").asLong())
                .isEqualTo(LongStream.rangeClosed(1, lines.size()).boxed().toList());
        for (var record : records) {
            Contract.assertFollows("logs/line.schema.json", record.value());
            var line = json(record);
            assertThat(header(record, "tenant")).isEqualTo("konbini");
            assertThat(header(record, "id"))
                    .isEqualTo(instance + "-" + line.at("/event/sequence").asLong());
            assertThat(record.timestamp())
                    .isEqualTo(Instant.parse(line.at("/@timestamp").asString()).toEpochMilli());
        }
        assertThat(lines.getFirst().at("/message").asString()).startsWith("Starting TestService");
    }

    @Test
    void makesItsTopics() throws Exception {
        try (var _ = start();
                var admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            TopicReader.read(kafka, prefix + "heartbeats", records -> !records.isEmpty());

            var topics = admin.describeTopics(List.of(prefix + "logs", prefix + "heartbeats"));
            var heartbeats = new ConfigResource(ConfigResource.Type.TOPIC, prefix + "heartbeats");
            var settings = admin.describeConfigs(List.of(heartbeats)).all().get();

            assertThat(topics.allTopicNames().get().values())
                    .extracting(topic -> topic.name() + ": " + topic.partitions().size())
                    .containsExactlyInAnyOrder(prefix + "logs: 6", prefix + "heartbeats: 1");
            assertThat(settings.values())
                    .extracting(config -> config.get("cleanup.policy").value())
                    .containsExactly("compact,delete");
        }
    }

    @Test
    void saysThatItLivesUntilItStops() throws IOException {
        try (var _ = start()) {
            TopicReader.read(kafka, prefix + "heartbeats", someSays("\"ready\""));
        }

        var heartbeats = TopicReader.read(kafka, prefix + "heartbeats", someSays("\"stopped\""));

        assertThat(heartbeats)
                .extracting(record -> json(record).at("/state").asString())
                .containsSubsequence("ready", "draining", "stopped")
                .endsWith("stopped");
        for (var heartbeat : heartbeats) {
            Contract.assertFollows("heartbeats/heartbeat.schema.json", heartbeat.value());
            assertThat(heartbeat.key()).isEqualTo(json(heartbeat).at("/instance").asString());
        }
    }

    @Test
    void carriesATraceThroughHttpAndKafka() {
        try (var context = start("--test.notes-topic=" + prefix + "notes")) {
            RestClient.create("http://127.0.0.1:" + port(context))
                    .post()
                    .uri("/notes")
                    .header(
                            "traceparent",
                            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                    .body("buy rice")
                    .retrieve()
                    .toBodilessEntity();

            var lines = TopicReader.read(kafka, prefix + "logs", someSays("Note buy rice"));

            assertThat(lines)
                    .filteredOn(record -> record.value().contains("Note buy rice"))
                    .extracting(record -> json(record).at("/trace/id").asString())
                    .containsOnly("4bf92f3577b34da6a3ce929d0e0e4736");
        }
    }

    @Test
    void countsWhatItSends() {
        try (var context = start()) {
            TopicReader.read(kafka, prefix + "logs", someSays("Started TestService"));

            // A line can be read before the sender knows that Kafka has it.
            await().untilAsserted(() ->
                    assertThat(metrics(context))
                            .contains("konbini_telemetry_lines_lost_total 0.0")
                            .containsPattern("konbini_telemetry_lines_sent_total [1-9]")
                            .contains("konbini_telemetry_spool_size_bytes"));
        }
    }

    private ConfigurableApplicationContext start(String... arguments) {
        var application = new SpringApplication(TestService.class);
        application.setMainApplicationClass(TestService.class);
        application.setDefaultProperties(
                Map.of(
                        "spring.application.name", "shop",
                        "server.port", "0",
                        "konbini.topics.prefix", prefix,
                        "konbini.telemetry.spool-directory", spool.toString(),
                        "konbini.telemetry.flush-timeout", "1m",
                        "spring.kafka.consumer.auto-offset-reset", "earliest",
                        "spring.kafka.consumer.properties.metadata.max.age.ms", "500",
                        "spring.kafka.bootstrap-servers", kafka));
        return application.run(arguments);
    }

    private static String metrics(ConfigurableApplicationContext context) {
        return String.valueOf(
                RestClient.create("http://127.0.0.1:" + port(context))
                        .get()
                        .uri("/actuator/prometheus")
                        .retrieve()
                        .body(String.class));
    }

    private static String port(ConfigurableApplicationContext context) {
        return context.getEnvironment().getRequiredProperty("local.server.port");
    }
}
