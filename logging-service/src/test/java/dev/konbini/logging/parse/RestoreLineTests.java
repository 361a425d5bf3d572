package dev.konbini.logging.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RestoreLineTests {

    private static final RestoreLine RESTORE = new RestoreLine(Lines.in("Z"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Nov 25 19:59:58 shop-1 sshd[812]: Failed password for root",
                "<34>1 2026-11-25T19:59:58.003Z shop-1 su 812 ID47 - 'su root' failed",
                "level=warn msg=\"till is jammed\" till=3",
                "{\"level\":\"error\",\"msg\":\"till 3 is jammed\",\"order\":{\"id\":7}}",
                "127.0.0.1 - - [25/Nov/2026:19:59:58 +0000] \"GET /a HTTP/1.1\" 200 123",
                "nothing that is known",
            })
    void lineIsGivenAsItCameInAndReadToTheSameAgain(String text) {
        var line = stored(Lines.of(json(text, "")));

        var restored = RESTORE.restore(line).orElseThrow();

        assertThat(restored.arrival()).isEqualTo(Lines.ARRIVAL);
        assertThat(restored.line()).isEqualTo(read(json(text, "")));
        assertThat(stored(Lines.in("Z").complete(restored.line(), restored.arrival())))
                .isEqualTo(line);
    }

    @Test
    void anotherVersionReadsTheTextForItself() {
        var line = stored(Lines.of(json("Nov 25 19:59:58 shop-1 sshd[812]: Failed", "")));

        var restored = RESTORE.restore(line).orElseThrow();
        var other = Lines.in("Asia/Tokyo").complete(restored.line(), restored.arrival());

        assertThat(Lines.field(line, "@timestamp")).isEqualTo("2026-11-25T19:59:58Z");
        assertThat(Lines.field(other, "@timestamp")).isEqualTo("2026-11-25T10:59:58Z");
        other.set("@timestamp", line.path("@timestamp"));
        assertThat(stored(other)).isEqualTo(line);
    }

    @Test
    void whatTheSenderWroteAsFieldsStays() {
        var sent = read(json("level=warn till=3", ",\"shop\":{\"id\":1.50}"));
        var line = stored(Lines.in("Z").complete(sent));

        var restored = RESTORE.restore(line).orElseThrow();

        assertThat(restored.line().path("shop").path("id")).hasToString("1.50");
        assertThat(restored.line().path("message").asString()).isEqualTo("level=warn till=3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\":\"level=warn till=3\"}",
                "{\"event\":{\"ingested\":\"yesterday\"},\"message\":\"x\"}",
                "{\"event\":{\"ingested\":\"2026-11-25T20:00:00Z\"},\"a\":1}",
                "{\"event\":{\"ingested\":\"2026-11-25T20:00:00Z\"},\"message\":\"level=warn till=3\"}",
            })
    void lineOfWhichItCannotBeProvenIsNotRestored(String line) {
        assertThat(RESTORE.restore(read(line))).isEmpty();
    }

    private static String json(String text, String further) {
        return "{\"message\":" + JsonMapper.shared().writeValueAsString(text) + further + "}";
    }

    private static ObjectNode read(String json) {
        return LineJson.read(json.getBytes(StandardCharsets.UTF_8)).orElseThrow();
    }

    private static ObjectNode stored(ObjectNode line) {
        return LineJson.read(LineJson.write(line)).orElseThrow();
    }
}
