package dev.konbini.logging.door.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.konbini.logging.door.Room;
import dev.konbini.logging.door.TooMuch;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.resource.v1.Resource;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LogLinesTests {

    private static final String TRACE = "5b8efff798038103d269b633813fc60c";
    private static final String SPAN = "eee19b7ec3c1b174";

    /// As in the example of opentelemetry-proto, and some more.
    private static final String EXAMPLE =
            """
            {"resourceLogs":[{
              "resource":{"attributes":[
                {"key":"service.name","value":{"stringValue":"my.service"}},
                {"key":"host.name","value":{"stringValue":"till-1"}},
                {"key":"cloud.region","value":{"stringValue":"osaka"}}]},
              "scopeLogs":[{
                "scope":{"name":"my.library","version":"1.0.0","attributes":[{"key":"cloud.region","value":{"stringValue":"tokyo"}}]},
                "logRecords":[{
                  "timeUnixNano":"1544712660300000001","observedTimeUnixNano":"1544712660400000000",
                  "severityNumber":10,"severityText":"Information",
                  "traceId":"5B8EFFF798038103D269B633813FC60C","spanId":"EEE19B7EC3C1B174",
                  "body":{"stringValue":"Example log record"},
                  "attributes":[
                    {"key":"boolean.attribute","value":{"boolValue":true}},
                    {"key":"int","value":{"intValue":"10"}},
                    {"key":"double","value":{"doubleValue":637.704}},
                    {"key":"array","value":{"arrayValue":{"values":[{"stringValue":"many"},{"intValue":7}]}}},
                    {"key":"map","value":{"kvlistValue":{"values":[{"key":"some.key","value":{"stringValue":"value"}}]}}},
                    {"key":"exception.type","value":{"stringValue":"java.io.IOException"}}],
                  "aMemberOfTheFuture":{"x":1}}]}]}]}
            """;

    @Test
    void recordBecomesALineInEcs() throws Unreadable {
        var lines = LogLines.of(read(EXAMPLE), Room.parts());

        assertThat(lines.rejected()).isZero();
        assertThat((JsonNode) lines.lines().getFirst())
                .isEqualTo(
                        JsonMapper.shared()
                                .readTree(
                                        """
                                        {"@timestamp":"2018-12-13T14:51:00.300000001Z","message":"Example log record",
                                         "log":{"level":"INFO","logger":"my.library"},
                                         "trace":{"id":"5b8efff798038103d269b633813fc60c"},"span":{"id":"eee19b7ec3c1b174"},
                                         "service":{"name":"my.service"},"host":{"name":"till-1"},
                                         "labels":{"cloud_region":"tokyo","boolean_attribute":"true","int":"10","double":"637.704",
                                           "array":"[\\"many\\",7]","map":"{\\"some.key\\":\\"value\\"}"},
                                         "error":{"type":"java.io.IOException"}}
                                        """));
    }

    @Test
    void protobufAndJsonSayTheSame() throws Unreadable {
        var fromJson = read(EXAMPLE);

        assertThat(Encoding.PROTOBUF.read(fromJson.toByteArray(), Room.parts()))
                .isEqualTo(fromJson);
        assertThat(fromJson.getResourceLogs(0).getScopeLogs(0).getLogRecords(0).getTraceId())
                .isEqualTo(ByteString.copyFrom(HexFormat.of().parseHex(TRACE)));
        assertThat(fromJson.getResourceLogs(0).getScopeLogs(0).getLogRecords(0).getSeverityNumber())
                .isEqualTo(SeverityNumber.SEVERITY_NUMBER_INFO2);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    1,  '',    TRACE
                    8,  '',    DEBUG
                    9,  Note,  INFO
                    16, '',    WARN
                    17, '',    ERROR
                    24, '',    FATAL
                    0,  odd,   odd
                    99, odd,   odd
                    """)
    void levelIsThatOfTheNumberOrElseOfTheText(int number, String text, String level) {
        var line =
                line(LogRecord.newBuilder().setSeverityNumberValue(number).setSeverityText(text));

        assertThat(line.path("log").path("level").asString()).isEqualTo(level);
    }

    @Test
    void recordThatSaysNothingIsAnEmptyLine() {
        assertThat(line(LogRecord.newBuilder()).isEmpty()).isTrue();
    }

    @Test
    void timeOfObservationStandsForOneThatIsNotKnown() {
        assertThat(
                        line(LogRecord.newBuilder().setObservedTimeUnixNano(1_000_000_000))
                                .path("@timestamp")
                                .asString())
                .isEqualTo("1970-01-01T00:00:01Z");
    }

    @Test
    void idsThatAreNoneAreLeftOut() {
        var zero = line(LogRecord.newBuilder().setTraceId(ByteString.copyFrom(new byte[16])));
        var wrong = line(LogRecord.newBuilder().setSpanId(ByteString.copyFrom(new byte[] {1, 2})));
        var right =
                line(
                        LogRecord.newBuilder()
                                .setSpanId(ByteString.copyFrom(HexFormat.of().parseHex(SPAN))));

        assertThat(zero.has("trace")).isFalse();
        assertThat(wrong.has("span")).isFalse();
        assertThat(right.path("span").path("id").asString()).isEqualTo(SPAN);
    }

    @Test
    void bodyWithPartsIsJson() {
        var body =
                AnyValue.newBuilder()
                        .setKvlistValue(
                                KeyValueList.newBuilder().addValues(attribute("user", "ada")));

        assertThat(line(LogRecord.newBuilder().setBody(body)).path("message").asString())
                .isEqualTo("{\"user\":\"ada\"}");
    }

    @Test
    void timeThatCannotBeKeptIsRejectedAndTheRestIsNot() {
        var request =
                request(
                        LogRecord.newBuilder().setTimeUnixNano(-1),
                        LogRecord.newBuilder().setTimeUnixNano(Long.MAX_VALUE));

        var lines = LogLines.of(request, Room.parts());

        assertThat(lines.rejected()).isEqualTo(1);
        assertThat(lines.reason()).contains("time_unix_nano of 1 records").contains("2262");
        assertThat(lines.lines())
                .extracting(line -> line.path("@timestamp").asString())
                .containsExactly("2262-04-11T23:47:16.854775807Z");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    []                                                    | ``
                    {                                                     | ``
                    {"resourceLogs":{}}                                   | /resourceLogs
                    {"resourceLogs":[7]}                                  | /resourceLogs/0
                    {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"traceId":"xyz"}]}]}]} | /resourceLogs/0/scopeLogs/0/logRecords/0/traceId
                    {"resourceLogs":[{"scopeLogs":[{"logRecords":[{"timeUnixNano":"soon"}]}]}]} | /resourceLogs/0/scopeLogs/0/logRecords/0/timeUnixNano
                    {"resourceLogs":[{"schemaUrl":7}]}                    | /resourceLogs/0/schemaUrl
                    """)
    void whatIsNoRequestIsRefusedWithItsPlace(String json, String pointer) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOfSatisfying(
                        Unreadable.class, e -> assertThat(e.pointer()).isEqualTo(pointer));
    }

    @Test
    void attributesOfAResourceThatWouldStandOnTooManyLinesAreRefused() {
        var many = resource(1_000, "v");
        var few = resource(20, "v");
        var wide = resource(1, "v".repeat(100_000));

        assertThat(LogLines.of(records(few, 10_000), Room.parts()).lines()).hasSize(10_000);
        assertThatThrownBy(() -> LogLines.of(records(many, 10_000), Room.parts()))
                .isInstanceOf(TooMuch.class);
        assertThatThrownBy(() -> LogLines.of(records(wide, 1_000), Room.parts()))
                .isInstanceOf(TooMuch.class);
    }

    @Test
    void linesOfAResourceShareItsAttributes() {
        var lines = LogLines.of(records(resource(1, "v"), 2), Room.parts()).lines();

        assertThat(lines.get(0).at("/labels/k0").stringValue()).isEqualTo("v");
        assertThat(lines.get(0).at("/labels/k0")).isSameAs(lines.get(1).at("/labels/k0"));
    }

    @Test
    void recordsThatAreTooManyAreRefusedBeforeTheyAreMade() {
        var tooMany = records(Resource.getDefaultInstance(), 600_000).toByteArray();

        assertThatThrownBy(() -> Encoding.PROTOBUF.read(tooMany, Room.parts()))
                .isInstanceOf(TooMuch.class);
        assertThatThrownBy(() ->
                        read(
                                "{\"resourceLogs\":[{\"scopeLogs\":[{\"logRecords\":[%s{}]}]}]}"
                                        .formatted("{},".repeat(400_000))))
                .isInstanceOf(TooMuch.class);
    }

    @Test
    void bytesThatAreNoMessageAreRefused() {
        assertThatThrownBy(() -> Encoding.PROTOBUF.read(new byte[] {1, 2, 3}, Room.parts()))
                .isInstanceOf(Unreadable.class);
    }

    @Test
    void answersSayHowManyWereRejectedAndWhy() throws Exception {
        var partial = ExportLogsServiceResponse.parseFrom(Encoding.PROTOBUF.response(2, "late"));

        assertThat(partial.getPartialSuccess().getRejectedLogRecords()).isEqualTo(2);
        assertThat(partial.getPartialSuccess().getErrorMessage()).isEqualTo("late");
        assertThat(Encoding.PROTOBUF.response(0, "")).isEmpty();
        assertThat(Encoding.JSON.response(2, "late"))
                .asString()
                .isEqualTo(
                        "{\"partialSuccess\":{\"rejectedLogRecords\":\"2\",\"errorMessage\":\"late\"}}");
        assertThat(Encoding.JSON.response(0, "")).asString().isEqualTo("{}");
    }

    private static JsonNode line(LogRecord.Builder logRecord) {
        return LogLines.of(request(logRecord), Room.parts()).lines().getFirst();
    }

    private static ExportLogsServiceRequest read(String json) throws Unreadable {
        return Encoding.JSON.read(json.getBytes(StandardCharsets.UTF_8), Room.parts());
    }

    private static Resource resource(int attributes, String value) {
        var resource = Resource.newBuilder();
        for (var i = 0; i < attributes; i++) {
            resource.addAttributes(attribute("k" + i, value));
        }
        return resource.build();
    }

    private static ExportLogsServiceRequest records(Resource resource, int count) {
        return ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(
                        ResourceLogs.newBuilder()
                                .setResource(resource)
                                .addScopeLogs(
                                        ScopeLogs.newBuilder()
                                                .addAllLogRecords(
                                                        Collections.nCopies(
                                                                count,
                                                                LogRecord.getDefaultInstance()))))
                .build();
    }

    private static ExportLogsServiceRequest request(LogRecord.Builder... records) {
        var scope = ScopeLogs.newBuilder().setScope(InstrumentationScope.getDefaultInstance());
        for (var one : records) {
            scope.addLogRecords(one);
        }
        return ExportLogsServiceRequest.newBuilder()
                .addResourceLogs(
                        ResourceLogs.newBuilder()
                                .setResource(Resource.getDefaultInstance())
                                .addScopeLogs(scope))
                .build();
    }

    private static KeyValue attribute(String key, String value) {
        return KeyValue.newBuilder()
                .setKey(key)
                .setValue(AnyValue.newBuilder().setStringValue(value))
                .build();
    }
}
