package dev.konbini.bench.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CorpusTests {

    private static final Instant DAY = Instant.parse("2026-11-22T00:00:00Z");
    private static final int LINES = 2_000;

    private final Corpus corpus = new Corpus(LINES, DAY);

    @Test
    void writesLinesAsTheContractWantsThem() throws IOException {
        var file =
                Path.of(System.getProperty("contracts.directory"), "topics/logs/line.schema.json");
        var schema =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(Files.readString(file));

        for (int number = 0; number < LINES; number++) {
            var line = text(number);

            assertThat(schema.validate(line, InputFormat.JSON)).as(line).isEmpty();
        }
    }

    @Test
    void writesTheSameLineAgain() {
        var again = new Corpus(LINES, DAY);

        assertThat(again.line(1_234)).isEqualTo(corpus.line(1_234));
    }

    @Test
    void writesLinesOfSome450BytesThatDiffer() {
        var bytes = IntStream.range(0, LINES).map(number -> corpus.line(number).length);
        var texts = IntStream.range(0, LINES).mapToObj(this::text).toList();

        assertThat(bytes.average().orElseThrow()).isBetween(400.0, 550.0);
        assertThat(new HashSet<>(texts)).hasSize(LINES);
        assertThat(texts).anyMatch(line -> line.contains("stack_trace"));
    }

    @Test
    void spreadsLinesOverTheDay() {
        assertThat(corpus.time(0)).isEqualTo(DAY);
        assertThat(corpus.time(LINES / 2)).isEqualTo(Instant.parse("2026-11-22T12:00:00Z"));
        assertThat(corpus.time(LINES - 1)).isBefore(Instant.parse("2026-11-23T00:00:00Z"));
    }

    @Test
    void keepsTheLinesOfARequestInOneTrace() {
        assertThat(trace(text(24))).isEqualTo(trace(text(35))).isNotEqualTo(trace(text(36)));
    }

    @Test
    void findsTheNumberOfAnId() {
        for (int number = 0; number < LINES; number++) {
            assertThat(corpus.number(corpus.id(number))).isEqualTo(number);
        }
    }

    @Test
    void knowsNoIdOfAnotherCorpus() {
        assertThat(corpus.number(new Corpus(LINES + 1, DAY).id(LINES))).isEqualTo(-1);
        assertThat(corpus.number("gateway-1")).isEqualTo(-1);
        assertThat(corpus.number(Corpus.instance(0) + "-x")).isEqualTo(-1);
        assertThat(corpus.number("probe")).isEqualTo(-1);
    }

    private String text(int number) {
        return new String(corpus.line(number), StandardCharsets.UTF_8);
    }

    private static String trace(String line) {
        int start = line.indexOf("\"trace\":{\"id\":\"");
        return line.substring(start, start + 47);
    }
}
