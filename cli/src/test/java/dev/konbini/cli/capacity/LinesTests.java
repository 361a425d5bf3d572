package dev.konbini.cli.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.konbini.cli.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LinesTests {

    private final GeneratedLines generated =
            new GeneratedLines(Instant.parse("2026-11-25T10:00:00Z"));

    @TempDir private Path folder;

    @Test
    void eachGeneratedLineIsALineOfItsOwn() {
        var numbers =
                LongStream.of(0, 1, 9, 10_000, 123_456_789)
                        .map(number -> line(number).at("/event/sequence").asLong());

        assertThat(numbers)
                .containsExactly(
                        100_000_000_000L,
                        100_000_000_001L,
                        100_000_000_009L,
                        100_000_010_000L,
                        100_123_456_789L);
        assertThat(Instant.parse(line(3).path("@timestamp").asString()))
                .isBetween("2026-11-25T10:00:00Z", "2026-11-25T10:00:01Z");
    }

    @Test
    void fourGeneratedLinesShareATrace() {
        var traces =
                LongStream.range(0, 40_000)
                        .mapToObj(number -> line(number).at("/trace/id").asString())
                        .toList();

        assertThat(traces).allMatch(trace -> trace.matches("[0-9a-f]{32}"));
        assertThat(traces.stream().distinct()).hasSize(10_000);
        assertThat(traces.get(4)).isEqualTo(traces.get(7)).isNotEqualTo(traces.get(8));
    }

    @Test
    void linesOfAFileComeAgain() throws IOException {
        var file = Files.writeString(folder.resolve("a"), "{\"a\":1}\n\n  {\"b\":2}\n");

        var lines = FileLines.read(file);

        assertThat(lines.line(0)).isEqualTo("{\"a\":1}".getBytes(StandardCharsets.UTF_8));
        assertThat(lines.line(3)).isEqualTo("  {\"b\":2}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsNoLineIsNamed() throws IOException {
        var text = Files.writeString(folder.resolve("a"), "{\"a\":1}\nplain\n");
        var number = Files.writeString(folder.resolve("b"), "\n7\n");
        var none = Files.writeString(folder.resolve("c"), "\n");

        assertThatThrownBy(() -> FileLines.read(text))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("Line 2 of " + text);
        assertThatThrownBy(() -> FileLines.read(number)).hasMessageContaining("Line 2 of");
        assertThatThrownBy(() -> FileLines.read(none)).hasMessageContaining("has no lines");
        assertThatThrownBy(() -> FileLines.read(folder.resolve("d")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("cannot be read");
    }

    private JsonNode line(long number) {
        return JsonMapper.shared().readTree(generated.line(number));
    }
}
