package dev.konbini.logging.door;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class CutLineTests {

    private final JsonMapper json = JsonMapper.shared();
    private final CutLine cutLine = new CutLine(json);

    @Test
    void messageIsCutAndShortMembersStay() {
        var line =
                (ObjectNode)
                        json.readTree(
                                "{\"@timestamp\":\"2026-11-22T03:04:05Z\",\"log\":{\"level\":\"WARN\"}}");
        line.put("message", "é".repeat(500_000)).put("dump", "x".repeat(500_000));
        var before = line.deepCopy();

        var cut = cutLine.cut(line);

        assertThat(cut.path("message").asString()).hasSize(100_000).startsWith("éé");
        assertThat(cut.path("@timestamp").asString()).isEqualTo("2026-11-22T03:04:05Z");
        assertThat(cut.path("log"))
                .isEqualTo(json.readTree("{\"level\":\"WARN\",\"flags\":[\"truncated\"]}"));
        assertThat(cut.has("dump")).isFalse();
        assertThat(line).isEqualTo(before);
    }

    @Test
    void whatIsLeftFitsWhateverItIsMadeOf() {
        var line = json.createObjectNode().put("message", "\u0001".repeat(5_000_000));
        for (var i = 0; i < 10_000; i++) {
            line.put("member" + i, "\u0001".repeat(600));
        }

        assertThat(json.writeValueAsBytes(cutLine.cut(line))).hasSizeLessThan(900 * 1024);
    }

    @Test
    void noCharacterIsCutInTwo() {
        var line = json.createObjectNode().put("message", "x" + "😀".repeat(60_000));

        var message = cutLine.cut(line).path("message").asString();

        assertThat(message).hasSize(99_999).endsWith("😀");
    }

    @Test
    void lineWithoutAnObjectForItIsMarkedAllTheSame() {
        var line = json.createObjectNode().put("log.level", "INFO").put("dump", "x".repeat(10_000));

        assertThat(cutLine.cut(line))
                .isEqualTo(json.readTree("{\"log.level\":\"INFO\",\"log.flags\":[\"truncated\"]}"));
    }
}
