package dev.konbini.cli.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogReaderTests {

    @TempDir private Path directory;

    @Test
    void readsTheLastLinesOfALongFile() throws IOException {
        var file = directory.resolve("long.log");
        Files.writeString(
                file,
                IntStream.rangeClosed(1, 30_000)
                        .mapToObj(i -> "line " + i + " " + "x".repeat(3_000 * (i / 29_999)))
                        .collect(Collectors.joining("\n", "", "\n")));

        var lines = new LogReader(file).last(3);

        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst()).startsWith("line 29998");
        assertThat(lines.getLast()).startsWith("line 30000");
    }

    @Test
    void readsOnBehindTheLastLinesWithoutTearingAny() throws IOException {
        var file = directory.resolve("growing.log");
        Files.writeString(file, "one\ntw");
        var reader = new LogReader(file);

        assertThat(reader.last(10)).containsExactly("one");
        append(file, "o\nth");
        assertThat(readOn(reader)).containsExactly("two");
        append(file, "ree\n");
        assertThat(readOn(reader)).containsExactly("three");
    }

    @Test
    void startsAnewWithANewFile() throws IOException {
        var file = directory.resolve("rotated.log");
        Files.writeString(file, "old one\nold two\n");
        var reader = new LogReader(file);
        assertThat(reader.last(1)).containsExactly("old two");

        Files.writeString(file, "new\n");

        assertThat(readOn(reader)).containsExactly("new");
    }

    @Test
    void absentFileHasNoLines() {
        var reader = new LogReader(directory.resolve("none.log"));

        assertThat(reader.last(5)).isEmpty();
        assertThat(readOn(reader)).isEmpty();
    }

    private static List<String> readOn(LogReader reader) {
        var lines = new ArrayList<String>();
        reader.readOn(lines::add);
        return lines;
    }

    private static void append(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.APPEND);
    }
}
