package dev.konbini.logging.door.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.Api;
import dev.konbini.logging.LoggingIT;
import dev.konbini.web.access.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LinesIT extends LoggingIT {

    private static final String NDJSON = "application/x-ndjson";
    private static final int BODY_MAX = 5 << 20;

    @LocalServerPort private int port;

    private final String tenant = newTenant();

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    application/x-ndjson            | `{"message":"one"}\\n\\r\\n{"message":"two"}`
                    application/json                | [{"message":"one"},{"message":"two"}]
                    application/json;charset=utf-8  | ` [ {"message":"one"}, {"message":"two"} ] `
                    text/plain                      | `one\\r\\n\\ntwo`
                    text/plain;charset=iso-8859-1   | `one\\ntwo\\n`
                    """)
    void linesAreKeptAsTheirSenderWritesThem(String type, String body) {
        var answer = post(type, body.replace("\\n", "\n").replace("\\r", "\r"));

        assertThat(answer).hasStatus(202);
        assertThat(answer).bodyJson().isStrictlyEqualTo("{\"accepted\":2}");
        await().untilAsserted(() -> assertThat(messages()).containsExactlyInAnyOrder("one", "two"));
    }

    @Test
    void oneObjectIsOneLine() {
        assertThat(post("application/json", "{\"message\":\"one\",\"n\":1.10}"))
                .bodyJson()
                .isStrictlyEqualTo("{\"accepted\":1}");

        assertThat(new String(records().getFirst().value(), UTF_8)).contains("\"n\":1.10");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    application/x-ndjson  | {"message":"plain"}\\n{"message":"m","x":{"a":1,"a":2}}
                    application/json      | [{"message":"plain"},{"message":"m","x":{"a":1,"a":2}}]
                    """)
    void nameThatStandsTwiceKeepsBothValuesAndTellsSo(String type, String body) {
        assertThat(post(type, body.replace("\\n", "\n"))).hasStatus(202);

        await().until(() -> documents().size() == 2);
        var api = Api.of(http, SUITE, tenant);
        var twice = api.ids("/api/logs?q=konbini.flags:duplicate");
        assertThat(twice).hasSize(1);
        assertThat(api.ids("/api/logs?q={q}", "x.a:1 AND x.a:2 AND message:m")).isEqualTo(twice);
    }

    @Test
    void textIsReadInItsCharacterSet() {
        var answer =
                http.post()
                        .uri("/api/logs")
                        .header("Authorization", sender())
                        .header("Content-Type", "text/plain;charset=shift_jis")
                        .content("注文".getBytes(Charset.forName("shift_jis")))
                        .exchange();

        assertThat(answer).hasStatus(202);
        await().untilAsserted(() -> assertThat(messages()).containsExactly("注文"));
    }

    @Test
    void nothingIsNoLine() {
        assertThat(post(NDJSON, "")).bodyJson().isStrictlyEqualTo("{\"accepted\":0}");
        assertThat(post("application/json", "[]")).bodyJson().isStrictlyEqualTo("{\"accepted\":0}");
    }

    @Test
    void packedLinesAreUnpacked() throws IOException {
        assertThat(postPacked(gzip("{\"message\":\"packed\"}".getBytes(UTF_8)))).hasStatus(202);

        await().untilAsserted(() -> assertThat(messages()).containsExactly("packed"));
    }

    @Test
    void badLinesAreNamedByTheirNumbersAndNoLineIsTaken() {
        var answer = post(NDJSON, "{\"message\":\"good\"}\n\n{\"message\":\n7\n{} {}\n");

        assertThat(answer).hasStatus(400);
        var problem = json(answer);
        assertThat(problem.path("type").asString()).endsWith("/invalid-request");
        assertThat(problem.path("errors").values())
                .extracting(error -> error.path("pointer").asString())
                .containsExactly("/2", "/3", "/4");
        assertThat(problem.path("errors").values())
                .extracting(error -> error.path("detail").asString())
                .satisfiesExactly(
                        detail -> assertThat(detail).startsWith("Line 3 is not one JSON object"),
                        detail -> assertThat(detail).startsWith("Line 4 is not a JSON object"),
                        detail -> assertThat(detail).startsWith("Line 5 is not one JSON object"));
        assertThat(post(NDJSON, "{\"message\":\"later\"}")).hasStatus(202);
        await().until(() -> !messages().isEmpty());
        assertThat(messages()).containsExactly("later");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    [{"message":"x"}          | ``
                    {"a":1}{"a":2}            | ``
                    [{"message":"x"},7]       | /1
                    "text"                    | /0
                    """)
    void whatIsNotLinesInJsonIsRefused(String body, String pointer) {
        var answer = post("application/json", body);

        assertThat(answer).hasStatus(400);
        assertThat(json(answer).path("errors").path(0).path("pointer").asString())
                .isEqualTo(pointer);
    }

    @Test
    void otherTypesAndPackingsAreNotRead() {
        assertThat(post("application/xml", "<a/>")).hasStatus(415);
        assertThat(http.post().uri("/api/logs").header("Authorization", sender()).content("x"))
                .hasStatus(415);
        assertThat(
                        http.post()
                                .uri("/api/logs")
                                .header("Authorization", sender())
                                .header("Content-Type", NDJSON)
                                .header("Content-Encoding", "br")
                                .content("x"))
                .hasStatus(415);
    }

    @Test
    void whatIsNotPackedAsItSaysIsRefused() throws IOException {
        assertThat(postPacked("{}".getBytes(UTF_8))).hasStatus(400);
        var whole = gzip("{\"message\":\"half\"}".getBytes(UTF_8));
        assertThat(postPacked(Arrays.copyOf(whole, whole.length / 2))).hasStatus(400);
    }

    @Test
    void bodyOfFiveMegabytesIsTakenAndALargerOneIsNot() {
        var line = "{\"message\":\"%s\"}\n".formatted("x".repeat(1000));
        var lines = line.repeat(BODY_MAX / line.length());

        assertThat(post(NDJSON, lines)).hasStatus(202);
        assertThat(post(NDJSON, lines + line)).hasStatus(413);
    }

    @Test
    void fewBytesThatUnpackToManyAreRefused() throws IOException {
        var bomb = gzip(new byte[BODY_MAX + 1]);

        assertThat(bomb.length).isLessThan(BODY_MAX / 100);
        assertThat(postPacked(bomb)).hasStatus(413);
        assertThat(post(NDJSON, "{}\n".repeat(100_001))).hasStatus(413);
        assertThat(post("application/json", "[" + "{},".repeat(100_001) + "{}]")).hasStatus(413);
        assertThat(post(NDJSON, "{\"a\":[" + "{},".repeat(600_000) + "{}]}")).hasStatus(413);
        assertThat(post(NDJSON, ("{\"a\":[" + "{},".repeat(100_000) + "{}]}\n").repeat(6)))
                .hasStatus(413);
    }

    @Test
    void whoSendsTooMuchHearsOfItOverTheWire() throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/logs"))
                        .header("Authorization", sender())
                        .header("Content-Type", NDJSON)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[2 * BODY_MAX]))
                        .build();

        try (var client = HttpClient.newHttpClient()) {
            assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                    .isEqualTo(413);
        }
    }

    @Test
    void sameLinesUnderTheSameKeyAreThereOnce() {
        var lines = "{\"@timestamp\":\"2026-11-22T03:04:05Z\",\"message\":\"same\"}\n".repeat(3);
        for (var i = 0; i < 3; i++) {
            assertThat(post("k1", NDJSON, lines)).hasStatus(202);
        }
        assertThat(post("\"k1\"", NDJSON, lines)).hasStatus(202);
        assertThat(post(NDJSON, "{\"message\":\"last\"}")).hasStatus(202);

        await().until(() -> records().size() == 13 && messages().contains("last"));
        await().untilAsserted(() -> assertThat(messages()).hasSize(4));
        assertThat(records().stream().map(record -> header(record, "id")).distinct()).hasSize(4);
    }

    @Test
    void otherLinesUnderTheSameKeyAreNotLost() {
        assertThat(post("k1", NDJSON, "{\"message\":\"one\"}")).hasStatus(202);
        assertThat(post("k1", NDJSON, "{\"message\":\"two\"}")).hasStatus(202);

        await().untilAsserted(() -> assertThat(messages()).containsExactlyInAnyOrder("one", "two"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "é"})
    void keyThatIsNoneIsRefused(String key) {
        var answer = post(key, NDJSON, "{}");

        assertThat(answer).hasStatus(400);
        assertThat(json(answer).path("errors").path(0).path("parameter").asString())
                .isEqualTo("Idempotency-Key");
    }

    @Test
    void kafkaHasTheLinesWithWhoseTheyAreAndWhichWayTheyCame() {
        assertThat(post(NDJSON, "{\"message\":\"one\"}")).hasStatus(202);

        var taken = records();

        assertThat(taken).hasSize(1);
        assertThat(header(taken.getFirst(), "source")).isEqualTo("http");
        assertThat(header(taken.getFirst(), "id")).isEmpty();
        var line = JsonMapper.shared().readTree(taken.getFirst().value());
        assertThat(line.path("message").asString()).isEqualTo("one");
        assertThat(line.has("@timestamp")).isTrue();
    }

    @Test
    void secretsReachNobodyUnlessTheTenantSaysSo() {
        var lines =
                "{\"message\":\"card 4242424242424242 of"
                        + " ada@example.com\",\"password\":\"hunter2\"}";
        assertThat(post(NDJSON, lines)).hasStatus(202);
        put(
                "{\"masking\":{\"kinds\":[\"email\"],\"custom\":[{\"name\":\"word\",\"pattern\":\"of\"}]}}");
        assertThat(post(NDJSON, lines)).hasStatus(202);

        assertThat(records())
                .extracting(record -> message(record))
                .containsExactlyInAnyOrder(
                        "card [masked:card] of ada@example.com",
                        "card 4242424242424242 [masked:word] [masked:email]");
        assertThat(records())
                .extracting(record -> new String(record.value(), UTF_8))
                .filteredOn(text -> text.contains("hunter2"))
                .hasSize(1);
    }

    @Test
    void lineThatIsTooLongForKafkaIsCutAndMarked() {
        assertThat(post(NDJSON, "{\"message\":\"%s\"}".formatted("x".repeat(2_000_000))))
                .hasStatus(202);

        await().until(() -> documents().size() == 1);
        var line = documents().getFirst().path("_source");
        assertThat(line.path("message").asString()).hasSize(100_000);
        assertThat(line.path("log.flags").path(0).asString()).isEqualTo("truncated");
    }

    @Test
    void tenantOverItsQuotaIsToldWhenToComeBack() {
        put("{\"quota\":{\"linesPerSecond\":1,\"burstSeconds\":1}}");
        assertThat(post(NDJSON, "{}\n".repeat(100))).hasStatus(202);

        var refused = post(NDJSON, "{}");

        assertThat(refused).hasStatus(429);
        assertThat(Integer.parseInt(String.valueOf(refused.getResponse().getHeader("Retry-After"))))
                .isBetween(60, 100);
        assertThat(json(refused).path("type").asString()).endsWith("/over-quota");
        assertThat(records()).hasSize(100);

        put("{\"quota\":{}}");
        assertThat(post(NDJSON, "{}")).hasStatus(202);
    }

    @Test
    void operatorNamesTheTenantAndIsAskedForItElse() {
        var operator = "Bearer " + SUITE.token(null, Role.OPERATOR);
        var named =
                http.post()
                        .uri("/api/logs?tenant=" + tenant)
                        .header("Authorization", operator)
                        .header("Content-Type", NDJSON)
                        .content("{\"message\":\"one\"}");
        assertThat(named).hasStatus(202);

        for (var uri : List.of("/api/logs", "/api/logs?tenant=A")) {
            var refused =
                    http.post()
                            .uri(uri)
                            .header("Authorization", operator)
                            .header("Content-Type", NDJSON)
                            .content("{}")
                            .exchange();
            assertThat(refused).hasStatus(400);
            assertThat(json(refused).path("errors").path(0).path("parameter").asString())
                    .isEqualTo("tenant");
        }
    }

    @Test
    void senderWithoutTenantBringsNothing() {
        var answer =
                http.post()
                        .uri("/api/logs")
                        .header("Authorization", "Bearer " + SUITE.token(null, Role.LOG_SENDER))
                        .header("Content-Type", NDJSON)
                        .content("{}");

        assertThat(answer).hasStatus(403);
    }

    private MvcTestResult post(String type, String body) {
        return http.post()
                .uri("/api/logs")
                .header("Authorization", sender())
                .header("Content-Type", type)
                .content(body)
                .exchange();
    }

    private MvcTestResult post(String key, String type, String body) {
        return http.post()
                .uri("/api/logs")
                .header("Authorization", sender())
                .header("Content-Type", type)
                .header("Idempotency-Key", key)
                .content(body)
                .exchange();
    }

    private MvcTestResult postPacked(byte[] body) {
        return http.post()
                .uri("/api/logs")
                .header("Authorization", sender())
                .header("Content-Type", NDJSON)
                .header("Content-Encoding", "gzip")
                .content(body)
                .exchange();
    }

    private void put(String setting) {
        assertThat(
                        http.put()
                                .uri("/api/tenants/" + tenant)
                                .header(
                                        "Authorization",
                                        "Bearer " + SUITE.token(null, Role.OPERATOR))
                                .header("Content-Type", "application/json")
                                .content(setting))
                .hasStatus2xxSuccessful();
    }

    private String sender() {
        return "Bearer " + SUITE.token(tenant, Role.LOG_SENDER);
    }

    private List<JsonNode> documents() {
        return SUITE.documents("logs-" + tenant + "-*");
    }

    private List<String> messages() {
        return documents().stream()
                .map(document -> document.path("_source").path("message").asString())
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> records() {
        var own = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (var record : SUITE.records("logs")) {
            if (header(record, "tenant").equals(tenant)) {
                own.add(record);
            }
        }
        return own;
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }

    private static String message(ConsumerRecord<byte[], byte[]> record) {
        return JsonMapper.shared().readTree(record.value()).path("message").asString();
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static JsonNode json(MvcTestResult answer) {
        return JsonMapper.shared().readTree(answer.getResponse().getContentAsByteArray());
    }
}
