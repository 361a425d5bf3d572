package dev.konbini.logging.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class CompleteLineTests {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void ecsLineStaysAsItIs() {
        var line =
                """
                {"@timestamp":"2026-11-25T19:00:00.123456789Z","message":"hello",
                 "log":{"level":"INFO","logger":"a.B"},"event":{"ingested":"2026-11-25T19:00:01Z"},
                 "anything":{"else":[1,{"b":null}]}}\
                """;

        assertThat(Lines.of(line)).isEqualTo(JSON.readTree(line));
    }

    @Test
    void lineThatSaysNothingHasItsArrivalsTime() {
        var line = Lines.of("{}");

        assertThat(Lines.field(line, "@timestamp")).isEqualTo(Lines.ARRIVAL.toString());
        assertThat(Lines.field(line, "event.ingested")).isEqualTo(Lines.ARRIVAL.toString());
    }

    @Test
    void timeOfTheTransportCountsWhereTheLineHasNone() {
        var line = Lines.of("{\"message\":\"x\",\"event.created\":\"2026-11-25T19:00:00Z\"}");

        assertThat(Lines.field(line, "@timestamp")).isEqualTo("2026-11-25T19:00:00Z");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    {"timestamp":"2026-11-25T18:00:00Z"}         | @timestamp          | 2026-11-25T18:00:00Z
                    {"ts":1795305600}                            | @timestamp          | 2026-11-22T00:00:00Z
                    {"time":1795305600123}                       | @timestamp          | 2026-11-22T00:00:00.123Z
                    {"eventTime":"1795305600123456"}             | @timestamp          | 2026-11-22T00:00:00.123456Z
                    {"@t":1795305600123456789}                   | @timestamp          | 2026-11-22T00:00:00.123456789Z
                    {"date":1795305600.25}                       | @timestamp          | 2026-11-22T00:00:00.250Z
                    {"@timestamp":1795305600000}                 | @timestamp          | 2026-11-22T00:00:00Z
                    {"@timestamp":"2026-11-25T19:00:00+01:00"}   | @timestamp          | 2026-11-25T18:00:00Z
                    {"t":{"$date":"2026-11-25T18:00:00Z"}}       | @timestamp          | 2026-11-25T18:00:00Z
                    {"instant":{"epochSecond":1795305600,"nanoOfSecond":7}} | @timestamp | 2026-11-22T00:00:00.000000007Z
                    {"severity":"warning"}                       | log.level           | WARN
                    {"lvl":"E"}                                  | log.level           | ERROR
                    {"level":30}                                 | log.level           | INFO
                    {"level":"3"}                                | log.level           | ERROR
                    {"log.level":"critical"}                     | log.level           | FATAL
                    {"log":{"level":"Notice"}}                   | log.level           | INFO
                    {"log.level":"loud"}                         | log.level           | loud
                    {"msg":"hi"}                                 | message             | hi
                    {"log":"hi"}                                 | message             | hi
                    {"MESSAGE":"hi","PRIORITY":"4"}              | message             | hi
                    {"host":"web1"}                              | host.name           | web1
                    {"source_host":"web1"}                       | host.name           | web1
                    {"host":{"hostname":"web1"}}                 | host.name           | web1
                    {"logger_name":"a.B"}                        | log.logger          | a.B
                    {"app":"till"}                               | service.name        | till
                    {"service":"till"}                           | service.name        | till
                    {"traceId":"4bf92f35"}                       | trace.id            | 4bf92f35
                    {"trace_id":"4bf92f35"}                      | trace.id            | 4bf92f35
                    {"thread":"main"}                            | process.thread.name | main
                    {"pid":12}                                   | process.pid         | 12
                    {"stack_trace":"at x"}                       | error.stack_trace   | at x
                    """)
    void knownNamesAreFoundUnderTheirEcsNames(String json, String name, String value) {
        assertThat(Lines.field(Lines.of(json), name)).isEqualTo(value);
    }

    @Test
    void textInTheObjectsPlaceIsNotInTheWayOfItsFields() {
        var line =
                Lines.of(
                        """
                        {"log":"hi","level":"warning","log.source.address":"::1","process":7,"thread":"main","error":"bad","stack":"at x"}
                        """);

        assertThat(Lines.field(line, "message")).isEqualTo("hi");
        assertThat(Lines.field(line, "log.level")).isEqualTo("WARN");
        assertThat(Lines.field(line, "log.source.address")).isEqualTo("::1");
        assertThat(Lines.field(line, "process.pid")).isEqualTo("7");
        assertThat(Lines.field(line, "process.thread.name")).isEqualTo("main");
        assertThat(Lines.field(line, "error.message")).isEqualTo("bad");
        assertThat(Lines.field(line, "error.stack_trace")).isEqualTo("at x");
    }

    @Test
    void aliasStaysWhereTheEcsPlaceIsTaken() {
        var line =
                Lines.of(
                        """
                        {"msg":"b","message":"a","severity":"WARN","log.level":"INFO","host":"h2","host.name":"h1"}
                        """);

        assertThat(Lines.field(line, "message")).isEqualTo("a");
        assertThat(line.path("msg").asString()).isEqualTo("b");
        assertThat(line.path("severity").asString()).isEqualTo("WARN");
        assertThat(Lines.field(line, "host.name")).isEqualTo("h1");
        assertThat(line.path("given").path("host").asString()).isEqualTo("h2");
    }

    @Test
    void whatIsNoTimeStaysUnderItsName() {
        var line = Lines.of("{\"time\":0.35,\"timestamp\":\"soon\",\"date\":12}");

        assertThat(Lines.field(line, "@timestamp")).isEqualTo(Lines.ARRIVAL.toString());
        assertThat(line.path("time").asDouble()).isEqualTo(0.35);
        assertThat(line.path("timestamp").asString()).isEqualTo("soon");
        assertThat(line.path("date").asInt()).isEqualTo(12);
    }

    @Test
    void valuesThatElasticsearchWouldRefuseAreGivenElsewhere() {
        var line =
                Lines.of(
                        """
                        {"@timestamp":"soon","log":{"level":{"a":1},"logger":["x",{"y":1}]},"event":{"sequence":true},
                         "span":[1],"_id":4,"":1,"a..b":2,"message":{"k":"v"}}
                        """);

        var given = line.path("given");
        assertThat(given.path("@timestamp").asString()).isEqualTo("soon");
        assertThat(given.path("log.level").path("a").asInt()).isEqualTo(1);
        assertThat(given.path("log.logger").size()).isEqualTo(2);
        assertThat(given.path("event.sequence").asBoolean()).isTrue();
        assertThat(given.path("span").size()).isEqualTo(1);
        assertThat(given.path("_id").asInt()).isEqualTo(4);
        assertThat(given.path("").asInt()).isEqualTo(1);
        assertThat(given.path("a..b").asInt()).isEqualTo(2);
        assertThat(Lines.field(line, "message")).isEqualTo("{\"k\":\"v\"}");
        assertThat(line.path("k").asString()).isEqualTo("v");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            textBlock =
                    """
                    127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /a.gif HTTP/1.0" 200 2326 | 2000-10-10T20:55:36Z | `` | `` | GET /a.gif HTTP/1.0 200
                    1.2.3.4 - - [10/Oct/2000:13:55:36 +0000] "GET /\\"x HTTP/1.1" 404 - "-" "curl/8" | 2000-10-10T13:55:36Z | `` | `` | GET /"x HTTP/1.1 404
                    [Fri Sep 09 10:42:29.902022 2011] [core:error] [pid 35708:tid 43286] [client 72.15.99.187] No file | 2011-09-09T10:42:29.902022Z | ERROR | `` | No file
                    2026/11/25 10:00:00 [warn] 123#456: *7 a client, server: x                | 2026-11-25T10:00:00Z | WARN | `` | a client, server: x
                    <165>1 2003-10-11T22:14:15.003Z web.example app - ID47 [a@1 b="c\\"]"] It is | 2003-10-11T22:14:15.003Z | INFO | web.example | It is
                    <34>Oct 11 22:14:15 web1 su: 'su root' failed                             | 2026-10-11T22:14:15Z | FATAL | web1 | 'su root' failed
                    <13>just a message                                                        | 2026-11-25T20:00:00Z | INFO | `` | just a message
                    2026-11-25T19:00:00.123456+01:00 web1 sshd[12]: Accepted                  | 2026-11-25T18:00:00.123456Z | `` | web1 | Accepted
                    2026-11-25T19:00:00.123Z  INFO 123 --- [shop] [   main] o.s.b.Start   : Up | 2026-11-25T19:00:00.123Z | INFO | `` | Up
                    19:59:00.123 [main] DEBUG c.e.Foo - hello                                 | 2026-11-25T19:59:00.123Z | DEBUG | `` | hello
                    2026-11-25 19:00:00,123 - my.logger - ERROR - boom                        | 2026-11-25T19:00:00.123Z | ERROR | `` | boom
                    2026-11-25 19:00:00.123 UTC [1234] LOG:  database system is ready         | 2026-11-25T19:00:00.123Z | INFO | `` | database system is ready
                    [2026-11-25T19:00:00,123][WARN ][o.e.n.Node    ] [node-1] mismatch        | 2026-11-25T19:00:00.123Z | WARN | `` | [node-1] mismatch
                    I1125 19:00:00.123456   12345 server.go:123] Serving                      | 2026-11-25T19:00:00.123456Z | INFO | `` | Serving
                    time="2026-11-25T19:00:00Z" level=warning msg="a \\"b\\"" n=1             | 2026-11-25T19:00:00Z | WARN | `` | a "b"
                    {"time":"2026-11-25T19:00:00Z","level":"error","msg":"json"}              | 2026-11-25T19:00:00Z | ERROR | `` | json
                    @cee:{"msg":"cee","level":"info"}                                         | 2026-11-25T20:00:00Z | INFO | `` | cee
                    [ERROR] no time                                                           | 2026-11-25T20:00:00Z | ERROR | `` | [ERROR] no time
                    2026-11-25 19:00:00 Error connecting                                      | 2026-11-25T19:00:00Z | `` | `` | Error connecting
                    It is 2026-11-25 19:00:00 and all is well                                 | 2026-11-25T20:00:00Z | `` | `` | It is 2026-11-25 19:00:00 and all is well
                    <14>Nov 25 19:00:00 web1 docker[1]: {"log":"2026-11-25 18:59:59,999 ERROR [main] a.b.C: oops"} | 2026-11-25T18:59:59.999Z | ERROR | web1 | oops
                    """)
    void formsAreRecognised(String text, String time, String level, String host, String message) {
        var line = Lines.ofText(text);

        assertThat(Lines.field(line, "@timestamp")).isEqualTo(time);
        assertThat(Lines.field(line, "log.level")).isEqualTo(level);
        assertThat(Lines.field(line, "host.name")).isEqualTo(host);
        assertThat(Lines.field(line, "message")).isEqualTo(message);
        assertThat(Lines.field(line, "event.original")).isEqualTo(text.equals(message) ? "" : text);
    }

    @Test
    void accessLogIsTakenApart() {
        var line =
                Lines.ofText(
                        "127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] \"GET /a.gif HTTP/1.0\" 200 2326"
                                + " \"http://www.example.com/start.html\" \"Mozilla/4.08\"");

        assertThat(Lines.field(line, "source.address")).isEqualTo("127.0.0.1");
        assertThat(Lines.field(line, "user.name")).isEqualTo("frank");
        assertThat(Lines.field(line, "http.request.method")).isEqualTo("GET");
        assertThat(Lines.field(line, "url.original")).isEqualTo("/a.gif");
        assertThat(Lines.field(line, "http.response.status_code")).isEqualTo("200");
        assertThat(Lines.field(line, "user_agent.original")).isEqualTo("Mozilla/4.08");
    }

    @Test
    void fieldWinsOverMessage() {
        var line =
                Lines.of(
                        """
                        {"@timestamp":"2026-11-25T18:00:00Z","log.level":"DEBUG","message":"2015-10-18 18:01:47,978 ERROR [main] a.b.C: x"}
                        """);

        assertThat(Lines.field(line, "@timestamp")).isEqualTo("2026-11-25T18:00:00Z");
        assertThat(Lines.field(line, "log.level")).isEqualTo("DEBUG");
        assertThat(Lines.field(line, "event.created")).isEqualTo("2015-10-18T18:01:47.978Z");
    }

    @Test
    void stackTraceKeepsItsLinesAndNamesItsError() {
        var line =
                Lines.ofText(
                        "2026-11-25 18:01:47,978 ERROR [main] a.b.C: failed\njava.lang.IllegalStateException: x\n\tat a.b.C(D.java:1)");

        assertThat(Lines.field(line, "message"))
                .isEqualTo("failed\njava.lang.IllegalStateException: x\n\tat a.b.C(D.java:1)");
        assertThat(Lines.field(line, "error.type")).isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void jsonInAMessageCannotSetWhatIsOurs() {
        var line = Lines.ofText("{\"msg\":\"x\",\"konbini\":{\"tenant\":\"other\"}}");

        assertThat(line.has("konbini")).isFalse();
        assertThat(line.path("given").path("konbini").path("tenant").asString()).isEqualTo("other");
    }

    @Test
    void longMessageIsKeptWholeAndOnce() {
        var text = "2026-11-25 18:01:47,978 ERROR [main] a.b.C: " + "x".repeat(100_000);

        var line = Lines.ofText(text);

        assertThat(Lines.field(line, "log.level")).isEqualTo("ERROR");
        assertThat(Lines.field(line, "message")).isEqualTo(text);
        assertThat(Lines.field(line, "event.original")).isEmpty();
    }

    @Test
    void whatStandsBehindPairsIsKeptHoweverLong() {
        var pairs = "level=error msg=failed\n";
        var trace = "\tat a.b.C(D.java:1)\n";

        var shorter = Lines.ofText(pairs + trace);
        var longer = Lines.ofText(pairs + trace.repeat(5_000));

        assertThat(Lines.field(shorter, "message")).isEqualTo("failed");
        assertThat(Lines.field(shorter, "event.original")).isEqualTo(pairs + trace);
        assertThat(Lines.field(longer, "message")).isEqualTo(pairs + trace.repeat(5_000));
    }

    @Test
    void zoneOfTimesWithoutOneCanBeSet() {
        var line = JSON.createObjectNode().put("message", "2026-11-25 20:00:00 INFO x");

        Lines.in("Asia/Tokyo").complete(line);

        assertThat(Lines.field(line, "@timestamp")).isEqualTo("2026-11-25T11:00:00Z");
    }

    @Test
    void nothingThrowsAndEveryLineHasATimeAndCanBeWritten() {
        var random = new Random(7);
        for (var i = 0; i < 5_000; i++) {
            var line = RandomJson.object(random, 0);
            var before = line.toString();

            var completed = Lines.of(before);

            assertThat(Lines.field(completed, "@timestamp")).as(before).endsWith("Z");
            assertThat((Iterable<JsonNode>) JSON.readTree(completed.toString()))
                    .as(before)
                    .hasSize(completed.size());
            assertThat(leaves(completed)).as(before).isGreaterThanOrEqualTo(leaves(line));
        }
    }

    @Test
    void deepNamesAndValuesCanBeWritten() {
        var deep = "{\"log." + "a.".repeat(600) + "b\":" + "[".repeat(400) + "]".repeat(400) + "}";

        var line = Lines.of(deep);

        assertThat(JSON.writeValueAsString(line)).contains("[[[");
    }

    // Each text or number that was given is somewhere.
    private static int leaves(JsonNode node) {
        return switch (node) {
            case ObjectNode object ->
                    object.valueStream().mapToInt(CompleteLineTests::leaves).sum();
            case ArrayNode array -> array.valueStream().mapToInt(CompleteLineTests::leaves).sum();
            default -> node.isNull() ? 0 : 1;
        };
    }
}
