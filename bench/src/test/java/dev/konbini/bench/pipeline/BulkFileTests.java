package dev.konbini.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.bench.corpus.Corpus;
import dev.konbini.bench.pipeline.BulkFile.Chunk;
import dev.konbini.bench.stand.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BulkFileTests {

    private static final Corpus CORPUS = new Corpus(12_000, Instant.parse("2026-11-22T00:00:00Z"));
    private static final OwnMembers OWN =
            OwnMembers.between(
                    Json.read("{\"message\":\"m\"}"),
                    Json.read(
                            "{\"konbini\":{\"id\":\"probe\",\"tenant\":\"bench\"},\"message\":\"m\"}"),
                    "probe");

    @TempDir private Path folder = Path.of("");

    @Test
    void holdsEachDocumentAsTheServiceWouldWriteIt() throws IOException {
        var bodies = BulkFile.write(folder.resolve("bodies"), CORPUS, OWN);

        var lines = Files.readAllLines(bodies.file());

        assertThat(lines).hasSize(2 * CORPUS.lines());
        for (int number : new int[] {0, 7_000, 11_999}) {
            var id = CORPUS.id(number);
            var sent = Json.read(new String(CORPUS.line(number), StandardCharsets.UTF_8));
            var document = Json.read(lines.get(2 * number + 1));
            assertThat(Json.read(lines.get(2 * number)).path("create").path("_id").asString())
                    .isEqualTo(id);
            assertThat(document.path("konbini"))
                    .isEqualTo(Json.read("{\"id\":\"%s\",\"tenant\":\"bench\"}".formatted(id)));
            assertThat(document.path("message")).isEqualTo(sent.path("message"));
            assertThat(document.size()).isEqualTo(sent.size() + 1);
        }
    }

    @Test
    void dividesThemIntoBodiesThatEndWithADocument() throws IOException {
        var bodies = BulkFile.write(folder.resolve("bodies"), CORPUS, OWN);
        var bytes = Files.readAllBytes(bodies.file());

        assertThat(bodies.chunks()).hasSizeGreaterThan(1);
        long end = 0;
        for (var chunk : bodies.chunks()) {
            assertThat(chunk.offset()).isEqualTo(end);
            assertThat(chunk.length()).isLessThanOrEqualTo(5_000_000);
            end += chunk.length();
            assertThat(bytes[(int) end - 1]).isEqualTo((byte) '\n');
        }
        assertThat(end).isEqualTo(bytes.length);
        assertThat(bodies.chunks().stream().mapToInt(Chunk::documents).sum())
                .isEqualTo(CORPUS.lines());
    }
}
