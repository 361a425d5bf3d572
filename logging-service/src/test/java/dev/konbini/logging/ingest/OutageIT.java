package dev.konbini.logging.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.Detour;
import dev.konbini.logging.Detour.Mode;
import dev.konbini.logging.Suite;
import dev.konbini.logging.index.ElasticsearchUnavailable;
import dev.konbini.logging.operation.Operation.Outcome;
import dev.konbini.logging.operation.OperationStore;
import dev.konbini.logging.operation.Operations;
import dev.konbini.web.access.Role;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/// Elasticsearch is away, in one way after another, for longer than a consumer may keep silent.
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "konbini.telemetry.enabled=false",
            "konbini.ingest.wait-max=1s",
            "spring.elasticsearch.socket-timeout=1s",
            "spring.elasticsearch.search-timeout=1s",
            "spring.cloud.stream.kafka.binder.consumer-properties.max.poll.interval.ms=10000",
            "spring.cloud.stream.bindings.lines-in-0.consumer.concurrency=1",
        })
@AutoConfigureMockMvc
@DirtiesContext
class OutageIT {

    private static final Suite SUITE = new Suite();
    private static final Duration EACH = Duration.ofSeconds(4);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Detour DETOUR = new Detour();

    @Autowired MockMvcTester http;
    @Autowired IngestHealth health;
    @Autowired Operations operations;
    @Autowired OperationStore store;

    @LocalServerPort int port;

    private final String tenant = "t" + UUID.randomUUID().toString().substring(0, 12);

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        SUITE.register(registry);
        registry.add("spring.elasticsearch.uris", DETOUR::uri);
        SUITE.makeTopic("logs", 2);
        SUITE.makeTopic("orders", 1);
        SUITE.makeTopic("heartbeats", 1);
    }

    @AfterAll
    static void close() {
        DETOUR.close();
    }

    @Test
    void nothingIsLostOrDoubledAndTheGroupStaysAsItIs() throws Exception {
        send(0, 100);
        await().until(() -> kept() == 100);
        await().until(() -> committed() == ends());
        var members = members();
        var committed = committed();

        for (var mode : EnumSet.complementOf(EnumSet.of(Mode.OPEN))) {
            DETOUR.become(mode);
            send(100, 500);
            await().alias(mode.name())
                    .during(EACH)
                    .atMost(EACH.multipliedBy(4))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() ->
                            linesWait() && members().equals(members) && committed() == committed);
            assertThat(DETOUR.requests() > 0 || mode == Mode.CLOSED).isTrue();
        }

        DETOUR.become(Mode.OPEN);

        await().until(() -> kept() == 500);
        await().until(() -> committed() == ends());
        assertThat(SUITE.documents("logs-" + tenant + "-*"))
                .allMatch(hit -> hit.path("_version").asInt() == 1);
        assertThat(letters()).isZero();
        assertThat(health.health().getDetails()).containsEntry("lines", "flowing");
        assertThat(members()).isEqualTo(members);
    }

    @Test
    void batchIsNotDoneBeforeKafkaHasItsDeadLetters() throws Exception {
        var deadLetters =
                new NewTopic(SUITE.topic("dead-letters"), Optional.of(1), Optional.empty())
                        .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, "100"));
        try (var admin = SUITE.admin()) {
            admin.createTopics(List.of(deadLetters)).all().get();
            await().until(() -> committed() == ends());
            var committed = committed();

            SUITE.send("logs", "till", Map.of("tenant", tenant), "{\"message\":\"broken");
            SUITE.send("logs", "till", Map.of("tenant", tenant), "{\"message\":\"whole\"}");

            await().until(this::linesWait);
            await().during(EACH)
                    .atMost(EACH.multipliedBy(4))
                    .until(() -> committed() == committed && letters() == 0);

            setMaxMessageBytes(admin, deadLetters.name(), "1000000");

            await().until(() -> letters() > 0);
            await().until(() -> committed() == ends() && kept() == 1);
        }
    }

    @Test
    void questionsAreAnsweredThatNothingIsLost() throws IOException {
        DETOUR.become(Mode.CLOSED);
        var operator = "Bearer " + SUITE.token(null, Role.OPERATOR);

        for (var path :
                List.of(
                        "/api/logs",
                        "/api/logs/histogram",
                        "/api/timeline/orders/" + UUID.randomUUID())) {
            var answer = http.get().uri(path).header("Authorization", operator).exchange();

            assertThat(answer).hasStatus(503);
            assertThat(answer).headers().hasValue("Retry-After", "5");
            assertThat(answer)
                    .bodyJson()
                    .extractingPath("$.detail")
                    .asString()
                    .startsWith("Nothing is lost");
        }
        assertThat(http.get().uri("/api/instances").header("Authorization", operator))
                .hasStatusOk();

        DETOUR.become(Mode.OPEN);
    }

    @Test
    void whatIsDoneMeanwhileIsPutOnRecordAfterwards() throws IOException {
        DETOUR.become(Mode.CLOSED);

        var operation = operations.begin("test", "Work on", "tester", Duration.ofMinutes(1));
        operation.end(Outcome.SUCCEEDED, "Done.", Map.of("count", 7));

        DETOUR.become(Mode.OPEN);
        await().ignoreException(ElasticsearchUnavailable.class)
                .untilAsserted(() ->
                        assertThat(store.find(operation.id()))
                                .hasValueSatisfying(found ->
                                        assertThat(found.outcome()).isEqualTo(Outcome.SUCCEEDED)));
    }

    @Test
    void exportThatElasticsearchDoesNotFinishEndsAsNoWholeAnswerDoes() throws Exception {
        send(0, 1500);
        await().until(() -> kept() == 1500);
        // Where it needs longer for a later page, it breaks off by itself.
        var whole =
                await().ignoreExceptionsInstanceOf(IOException.class)
                        .until(() -> begun().body().readAllBytes(), _ -> true);
        assertThat(new String(whole, UTF_8).lines()).hasSize(1500);

        DETOUR.refuse("search_after");
        var begun = begun();
        assertThat(begun.headers().firstValue("Konbini-Lines")).contains("1500");
        try (var broken = begun.body()) {
            assertThat(broken.read()).isEqualTo('{');
            assertThatThrownBy(broken::readAllBytes).isInstanceOf(IOException.class);
        } finally {
            DETOUR.refuse("");
        }
    }

    /// Elasticsearch has a second to answer here. A busy machine may need longer, and who exports
    /// is told to ask again.
    private HttpResponse<InputStream> begun() {
        return await().until(this::export, answer -> answer.statusCode() == 200);
    }

    private HttpResponse<InputStream> export() throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:%d/api/logs/export?tenant=%s"
                                                .formatted(port, tenant)))
                        .header("Authorization", "Bearer " + SUITE.token(null, Role.OPERATOR))
                        .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    /// Every repeated call sends the same lines again, as an impatient sender would.
    private void send(int from, int to) {
        for (var i = from; i < to; i++) {
            SUITE.sendLater(
                    "logs",
                    "till-" + i,
                    Map.of("tenant", tenant, "id", "line-" + i),
                    "{\"message\":\"line %d\"}".formatted(i));
        }
        SUITE.flush();
    }

    private static void setMaxMessageBytes(Admin admin, String topic, String bytes)
            throws ExecutionException, InterruptedException {
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        var change =
                new AlterConfigOp(
                        new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, bytes),
                        AlterConfigOp.OpType.SET);
        admin.incrementalAlterConfigs(Map.of(resource, List.of(change))).all().get();
    }

    private boolean linesWait() {
        return health.health().getDetails().get("lines") instanceof IntakeState.Waiting;
    }

    private long letters() {
        return SUITE.records("dead-letters").stream()
                .filter(record -> new String(record.value(), UTF_8).contains(tenant))
                .count();
    }

    private long kept() {
        return SUITE.count("logs-" + tenant + "-*");
    }

    /// Who is in the group and since which of its changes.
    private static String members() throws ExecutionException, InterruptedException {
        try (var admin = SUITE.admin()) {
            var group = group(admin);
            return group.members().stream()
                            .map(member -> member.consumerId() + member.memberEpoch())
                            .sorted()
                            .collect(Collectors.joining(","))
                    + " "
                    + group.groupEpoch();
        }
    }

    private static ConsumerGroupDescription group(Admin admin)
            throws ExecutionException, InterruptedException {
        var name = SUITE.group("logging-logs");
        return admin.describeConsumerGroups(List.of(name)).all().get().values().iterator().next();
    }

    private static long committed() throws ExecutionException, InterruptedException {
        try (var admin = SUITE.admin()) {
            return admin
                    .listConsumerGroupOffsets(SUITE.group("logging-logs"))
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .values()
                    .stream()
                    .mapToLong(offset -> offset == null ? 0 : offset.offset())
                    .sum();
        }
    }

    private static long ends() throws ExecutionException, InterruptedException {
        try (var admin = SUITE.admin()) {
            var latest = OffsetSpec.latest();
            return admin
                    .listOffsets(
                            Map.of(
                                    new TopicPartition(SUITE.topic("logs"), 0), latest,
                                    new TopicPartition(SUITE.topic("logs"), 1), latest))
                    .all()
                    .get()
                    .values()
                    .stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        }
    }
}
