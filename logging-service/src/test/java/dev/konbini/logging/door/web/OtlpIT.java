package dev.konbini.logging.door.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.CodedInputStream;
import dev.konbini.logging.LoggingIT;
import dev.konbini.web.access.Role;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.logs.Severity;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.resources.Resource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.JsonNode;

class OtlpIT extends LoggingIT {

    private static final String PROTOBUF = "application/x-protobuf";
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    @LocalServerPort private int port;

    private final String tenant = newTenant();

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "none"})
    void whatTheSdkExportsIsKept(String compression) {
        var exporter =
                OtlpHttpLogRecordExporter.builder()
                        .setEndpoint("http://127.0.0.1:" + port + "/v1/logs")
                        .addHeader("Authorization", sender())
                        .setCompression(compression)
                        .build();
        try (var provider =
                SdkLoggerProvider.builder()
                        .setResource(
                                Resource.create(
                                        Attributes.of(
                                                AttributeKey.stringKey("service.name"), "till")))
                        .addLogRecordProcessor(BatchLogRecordProcessor.builder(exporter).build())
                        .build()) {
            var logger = provider.get("shop.Checkout");
            for (var i = 0; i < 100; i++) {
                logger.logRecordBuilder()
                        .setTimestamp(Instant.parse("2026-11-22T03:04:05.000000001Z"))
                        .setSeverity(Severity.WARN)
                        .setBody("paid by card 4242424242424242, try " + i)
                        .setContext(Context.root().with(Span.wrap(span())))
                        .setAttribute(AttributeKey.longKey("order.lines"), 2L)
                        .emit();
            }

            assertThat(provider.forceFlush().join(10, TimeUnit.SECONDS).isSuccess()).isTrue();
        }

        await().until(() -> documents().size() == 100);
        var line = documents().getFirst().path("_source");
        assertThat(line.path("@timestamp").asString()).isEqualTo("2026-11-22T03:04:05.000000001Z");
        assertThat(line.path("message").asString()).startsWith("paid by card [masked:card], try ");
        assertThat(line.path("log").path("level").asString()).isEqualTo("WARN");
        assertThat(line.path("log").path("logger").asString()).isEqualTo("shop.Checkout");
        assertThat(line.path("service").path("name").asString()).isEqualTo("till");
        assertThat(line.path("trace").path("id").asString()).isEqualTo(TRACE);
        assertThat(line.path("span").path("id").asString()).isEqualTo(SPAN);
        assertThat(line.path("labels").path("order_lines").asString()).isEqualTo("2");
    }

    @Test
    void jsonIsAnsweredInJson() {
        var answer =
                post(
                        "application/json",
                        """
                        {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"traceId":"%s","body":{"stringValue":"one"}}]}]}]}
                        """
                                .formatted(TRACE)
                                .getBytes(UTF_8));

        assertThat(answer).hasStatusOk().hasContentType("application/json");
        assertThat(answer).bodyJson().isStrictlyEqualTo("{}");
        await().until(() -> documents().size() == 1);
        assertThat(documents().getFirst().path("_source").path("trace").path("id").asString())
                .isEqualTo(TRACE);
    }

    @Test
    void whatCannotBeKeptIsRejectedAndTheRestIsKept() throws Exception {
        var answer =
                post(PROTOBUF, request(LogRecord.newBuilder().setTimeUnixNano(-1), named("one")));

        assertThat(answer).hasStatusOk().hasContentType(PROTOBUF);
        var response =
                ExportLogsServiceResponse.parseFrom(answer.getResponse().getContentAsByteArray());
        assertThat(response.getPartialSuccess().getRejectedLogRecords()).isEqualTo(1);
        assertThat(response.getPartialSuccess().getErrorMessage()).contains("2262");
        await().until(() -> documents().size() == 1);
    }

    @Test
    void emptyRequestIsAnsweredWithNothing() throws Exception {
        var answer = post(PROTOBUF, new byte[0]);

        assertThat(answer).hasStatusOk();
        assertThat(answer.getResponse().getContentAsByteArray()).isEmpty();
    }

    @Test
    void whatIsNoRequestIsRefusedForGood() throws Exception {
        var protobuf = post(PROTOBUF, new byte[] {1, 2, 3});
        assertThat(protobuf).hasStatus(400).hasContentType(PROTOBUF);
        assertThat(status(protobuf)).startsWith("3 ").contains("ExportLogsServiceRequest");

        var json = post("application/json", "{\"resourceLogs\":7}".getBytes(UTF_8));
        assertThat(json).hasStatus(400).hasContentType("application/json");
        assertThat(json).bodyJson().extractingPath("$.code").isEqualTo(3);
        assertThat(json)
                .bodyJson()
                .extractingPath("$.message")
                .asString()
                .contains("/resourceLogs: must be an array");
    }

    @Test
    void callerWithoutTokenHearsItInOtlp() throws Exception {
        var answer =
                http.post()
                        .uri("/v1/logs")
                        .header("Content-Type", PROTOBUF)
                        .content(request(named("one")))
                        .exchange();

        assertThat(answer).hasStatus(401).hasContentType(PROTOBUF);
        assertThat(status(answer)).startsWith("16 ");
    }

    @Test
    void tenantOverItsQuotaIsToldWhenToComeBack() throws Exception {
        put("{\"quota\":{\"bytesPerSecond\":10,\"burstSeconds\":1}}");
        assertThat(post(PROTOBUF, request(named("x".repeat(200))))).hasStatusOk();

        var refused = post(PROTOBUF, request(named("two")));

        assertThat(refused).hasStatus(429).hasContentType(PROTOBUF);
        assertThat(status(refused)).startsWith("8 ");
        assertThat(Integer.parseInt(String.valueOf(refused.getResponse().getHeader("Retry-After"))))
                .isBetween(10, 60);
    }

    @Test
    void tooMuchIsRefusedOverTheWireToo() throws Exception {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/logs"))
                        .header("Authorization", sender())
                        .header("Content-Type", PROTOBUF)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[6 << 20]))
                        .build();

        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.headers().firstValue("Content-Type")).contains(PROTOBUF);
            assertThat(status(answer.body())).startsWith("3 The body is larger");
        }
    }

    @Test
    void fewBytesThatBecomeMuchAreRefusedForGood() throws Exception {
        var empty = new LogRecord.Builder[2_000_000];
        Arrays.fill(empty, LogRecord.newBuilder());
        var resource = ResourceLogs.newBuilder();
        for (var i = 0; i < 1_000; i++) {
            resource.getResourceBuilder().addAttributesBuilder().setKey("k" + i);
        }
        resource.addScopeLogs(
                ScopeLogs.newBuilder()
                        .addAllLogRecords(
                                Collections.nCopies(10_000, LogRecord.getDefaultInstance())));
        var repeated =
                ExportLogsServiceRequest.newBuilder()
                        .addResourceLogs(resource)
                        .build()
                        .toByteArray();

        for (var body : List.of(request(empty), repeated)) {
            var refused = post(PROTOBUF, body);
            assertThat(refused).hasStatus(413).hasContentType(PROTOBUF);
            assertThat(status(refused)).startsWith("3 The body becomes more records");
        }
        assertThat(post(PROTOBUF, request(named("later")))).hasStatusOk();
        await().until(() -> documents().size() == 1);
    }

    private MvcTestResult post(String type, byte[] body) {
        return http.post()
                .uri("/v1/logs")
                .header("Authorization", sender())
                .header("Content-Type", type)
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
                .hasStatus(201);
    }

    private String sender() {
        return "Bearer " + SUITE.token(tenant, Role.LOG_SENDER);
    }

    private List<JsonNode> documents() {
        return SUITE.documents("logs-" + tenant + "-*");
    }

    private static SpanContext span() {
        return SpanContext.create(TRACE, SPAN, TraceFlags.getSampled(), TraceState.getDefault());
    }

    private static LogRecord.Builder named(String body) {
        var logRecord = LogRecord.newBuilder();
        logRecord.getBodyBuilder().setStringValue(body);
        return logRecord;
    }

    private static byte[] request(LogRecord.Builder... records) {
        var scope = ScopeLogs.newBuilder();
        for (var one : records) {
            scope.addLogRecords(one);
        }
        return ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(ResourceLogs.newBuilder().addScopeLogs(scope))
                .build()
                .toByteArray();
    }

    private static String status(MvcTestResult answer) throws IOException {
        return status(answer.getResponse().getContentAsByteArray());
    }

    /// The code and message of a `google.rpc.Status`.
    private static String status(byte[] body) throws IOException {
        var input = CodedInputStream.newInstance(body);
        assertThat(input.readTag()).isEqualTo(1 << 3);
        var code = input.readInt32();
        assertThat(input.readTag()).isEqualTo(2 << 3 | 2);
        return code + " " + input.readString();
    }
}
