package dev.konbini.cli.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LogLineTests {

    @Test
    void ecsBecomesTimeLevelServiceMessage() {
        var line =
                """
                {"@timestamp":"2026-11-22T10:11:12.345678Z","log.level":"INFO","service.name":"gateway","message":"Started"}\
                """;

        assertThat(readable(line)).isEqualTo("10:11:12.345 INFO  gateway             Started");
        assertThat(LogLine.timestamp(line)).contains("2026-11-22T10:11:12.345678Z");
    }

    @Test
    void nestedFieldsAreReadToo() {
        var line =
                """
                {"@timestamp":"2026-11-22T10:11:12Z","log":{"level":"WARN"},"service":{"name":"gateway"},"message":"Slow"}\
                """;

        assertThat(readable(line)).isEqualTo("10:11:12.000 WARN  gateway             Slow");
    }

    @Test
    void stackTraceFollowsIndented() {
        var line =
                """
                {"@timestamp":"2026-11-22T10:11:12Z","log.level":"ERROR","message":"Failed","error.stack_trace":"a.B: no\\n\\tat a.C"}\
                """;

        assertThat(readable(line))
                .isEqualTo(
                        "10:11:12.000 ERROR kafka               Failed\n    a.B: no\n    \tat a.C");
    }

    @Test
    void otherLinesStayAsTheyAre() {
        assertThat(readable("[2026-11-22] INFO Kafka started"))
                .isEqualTo("[2026-11-22] INFO Kafka started");
        assertThat(readable("{not json")).isEqualTo("{not json");
        assertThat(readable("{\"t\":1}")).isEqualTo("{\"t\":1}");
        assertThat(LogLine.timestamp("plain")).isEmpty();
    }

    private static String readable(String line) {
        return LogLine.readable("kafka", line, ZoneOffset.UTC);
    }
}
