package dev.konbini.logging.tail.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.logging.LoggingIT;
import dev.konbini.logging.ingest.KeptLine;
import dev.konbini.logging.ingest.ReadLine;
import dev.konbini.logging.query.LineFilter;
import dev.konbini.logging.query.Scope;
import dev.konbini.web.access.Role;
import dev.konbini.web.problem.ProblemException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/// A live tail and a search answer every query alike, line by line.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AgreementIT extends LoggingIT {

    private static final Map<String, String> LINES =
            Map.of(
                    "l1",
                    """
                    {"@timestamp":"2026-11-22T10:00:00.5Z","message":"Order 7 placed in Osaka","log":{"level":"INFO"},
                     "service":{"name":"till","version":"1.2"},"event":{"sequence":7}}
                    """,
                    "l2",
                    """
                    {"@timestamp":"2026-11-22T10:00:01Z","message":"order-7 is SLOW: 注文が遅い","log.level":"warn",
                     "service.name":"till","event":{"sequence":8},"trace":{"id":"4bf92f3577b34da6a3ce929d0e0e4736"}}
                    """,
                    "l3",
                    """
                    {"@timestamp":"2026-11-23T00:00:00+09:00","message":"Order 8 failed: out of stock",
                     "log":{"level":"ERROR"},"service":{"name":"shop front"},"error":{"type":"java.io.IOException",
                     "message":"broken pipe","stack_trace":"at x.y.Z(Z.java:7)"},"event":{"sequence":9}}
                    """,
                    "l4",
                    """
                    {"@timestamp":1795298400000,"message":["stock is","out again"],"log":{"level":"ERROR"},
                     "service":{"name":"shop"},"host":{"name":"h-1.example"},"unmapped":{"field":"x"}}
                    """,
                    "l5",
                    """
                    {"log":{"level":"DEBUG","logger":"dev.konbini.Till"},"event":{"sequence":-3}}
                    """,
                    "l6",
                    """
                    {"@timestamp":"2026-11-22T10:00:02Z","message":5,"service":{"name":"%s"}}
                    """
                            .formatted("x".repeat(1100)));

    private static final List<String> QUERIES =
            List.of(
                    "placed",
                    "PLACED",
                    "order placed",
                    "order AND NOT placed",
                    "NOT placed",
                    "-placed",
                    "placed OR slow",
                    "order 7",
                    "order-7",
                    "\"out of stock\"",
                    "\"stock out\"",
                    "\"stock out\"~5",
                    "\"is out\"",
                    "(placed OR failed) AND order",
                    "+order -slow",
                    "pla*",
                    "PLA*",
                    "pl?ced",
                    "plased~",
                    "plaxxd~1",
                    "ordr~ stok~",
                    "/o[rd]+er/",
                    "/ou./ stock",
                    "*",
                    "*:*",
                    "message:*",
                    "注文",
                    "遅い",
                    "5",
                    "level:ERROR",
                    "level:error",
                    "log.level:(ERROR OR warn)",
                    "level:ERR*",
                    "level:[ERROR TO INFO]",
                    "level:{ERROR TO INFO}",
                    "level:>INFO",
                    "service:till AND level:INFO",
                    "service:\"shop front\"",
                    "service:shop front",
                    "service.name:(shop front)",
                    "service:shop*",
                    "service:/sho.*/",
                    "service:*",
                    "service:tell~",
                    "service.version:1.2",
                    "service.version:[1 TO 2]",
                    "event.sequence:7",
                    "event.sequence:[7 TO 8]",
                    "event.sequence:{7 TO 9}",
                    "event.sequence:>8",
                    "event.sequence:>=8",
                    "event.sequence:<0",
                    "event.sequence:\\-3",
                    "event.sequence:[* TO 7]",
                    "event.sequence:*",
                    "@timestamp:2026-11-22",
                    "@timestamp:[2026-11-22T10:00:00 TO 2026-11-22T10:00:01]",
                    "@timestamp:[2026-11-22T10:00:00.6Z TO 2026-11-22T10:00:02,5Z]",
                    "@timestamp:[2026-11-22T10:00:01Z TO *]",
                    "@timestamp:{2026-11-22T10:00:01Z TO *}",
                    "@timestamp:<2026-11-22T10\\:00\\:01Z",
                    "@timestamp:>\"2026-11-22T10:00:00.4Z\"",
                    "_exists_:message",
                    "_exists_:error",
                    "_exists_:error.type",
                    "NOT _exists_:trace.id",
                    "_exists_:unmapped.field",
                    "_exists_:service.name",
                    "_exists_:(error.type OR traceId)",
                    "unmapped.field:x",
                    "NOT unmapped.field:x",
                    "nothing:x OR placed",
                    "error.message:pipe",
                    "error.message:\"broken pipe\"",
                    "error.stack_trace:z.java",
                    "error.type:java.io.IOException",
                    "traceId:4bf92f3577b34da6a3ce929d0e0e4736",
                    "host:h\\-1.example",
                    "logger:dev.konbini.*",
                    "konbini.id:l1",
                    "_id:l1",
                    "placed^2 OR slow",
                    "order && placed",
                    "order || slow",
                    "!placed",
                    "placed AND \"!!!\"",
                    "out again");

    private static final List<String> REFUSED =
            List.of(
                    "message:(",
                    "*laced",
                    "?laced",
                    "level:*RROR",
                    "event.sequence:abc",
                    "event.sequence:7*",
                    "event.sequence:/7/",
                    "@timestamp:[yesterday TO *]",
                    "\"open",
                    "a AND",
                    "@timestamp:[2026-11-22T10:00 TO 2026-11-22T10:00]",
                    "[a TO");

    private final String tenant = newTenant();

    @Autowired private ReadLine readLine;
    @Autowired private LineQueries queries;
    @Autowired private LineFields fields;

    private List<KeptLine> kept = List.of();

    @BeforeAll
    void keepLines() {
        LINES.forEach((id, line) ->
                SUITE.sendLater("logs", id, Map.of("tenant", tenant, "id", id), line));
        SUITE.flush();
        await().until(() -> SUITE.count("logs-" + tenant + "-*") == LINES.size());
        kept =
                LINES.entrySet().stream()
                        .map(line -> readLine.read(record(line.getKey(), line.getValue())))
                        .flatMap(Optional::stream)
                        .toList();
        assertThat(kept).hasSize(LINES.size());
    }

    @Test
    void eachQueryFindsTheSameLines() {
        var index = new LineIndex(fields);
        var tailed =
                QUERIES.stream()
                        .map(query -> query + " -> " + matched(index, query))
                        .collect(Collectors.joining("\n"));
        var found =
                QUERIES.stream()
                        .map(query -> query + " -> " + found(query))
                        .collect(Collectors.joining("\n"));

        assertThat(tailed).isEqualTo(found);
    }

    @Test
    void whatTheSearchRefusesTheTailRefuses() {
        assertThat(REFUSED)
                .allSatisfy(query -> {
                    assertThat(found(query)).as(query).isEqualTo("400");
                    assertThat(matched(new LineIndex(fields), query)).as(query).isEqualTo("400");
                });
    }

    @Test
    void otherParametersFindTheSameLines() {
        var index = new LineIndex(fields);
        var filter =
                new LineFilter(
                        new Scope(tenant),
                        "order",
                        null,
                        null,
                        List.of("till", "x"),
                        List.of("Warn"),
                        "4bf92f3577b34da6a3ce929d0e0e4736");

        assertThat(matched(index, filter)).isEqualTo("l2");
        assertThat(
                        found(
                                "order",
                                "&service=till&service=x&level=Warn&traceId=4bf92f3577b34da6a3ce929d0e0e4736"))
                .isEqualTo("l2");
    }

    private String matched(LineIndex index, String query) {
        return matched(
                index,
                new LineFilter(new Scope(tenant), query, null, null, List.of(), List.of(), null));
    }

    private String matched(LineIndex index, LineFilter filter) {
        try {
            var query = queries.read(filter);
            index.want(query.fields());
            return kept.stream()
                    .filter(line -> {
                        index.put(line);
                        return index.matches(query);
                    })
                    .map(KeptLine::id)
                    .sorted()
                    .collect(Collectors.joining(" "));
        } catch (ProblemException e) {
            return String.valueOf(e.type().status().value());
        }
    }

    private String found(String query) {
        return found(query, "");
    }

    private String found(String query, String more) {
        var answer =
                http.get()
                        .uri("/api/logs?size=100&q={q}" + more, query)
                        .header("Authorization", "Bearer " + SUITE.token(tenant, Role.LOG_SENDER))
                        .exchange()
                        .getResponse();
        if (answer.getStatus() != 200) {
            return String.valueOf(answer.getStatus());
        }
        var ids = new TreeSet<String>();
        try {
            JsonMapper.shared()
                    .readTree(answer.getContentAsString())
                    .path("items")
                    .forEach(item -> ids.add(item.path("id").asString()));
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
        return String.join(" ", ids);
    }

    private ConsumerRecord<byte[], byte[]> record(String id, String value) {
        var headers = new RecordHeaders();
        headers.add("tenant", tenant.getBytes(StandardCharsets.UTF_8));
        headers.add("id", id.getBytes(StandardCharsets.UTF_8));
        var bytes = value.getBytes(StandardCharsets.UTF_8);
        return new ConsumerRecord<>(
                "logs",
                0,
                0,
                Instant.now().toEpochMilli(),
                TimestampType.CREATE_TIME,
                0,
                bytes.length,
                new byte[0],
                bytes,
                headers,
                Optional.empty());
    }
}
