package dev.konbini.cli.logs;

import dev.konbini.cli.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// Reads one log file from near its end on, and on as it grows.
final class LogReader {

    private static final int BYTES_PER_LINE = 1_024;
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path file;
    private long position;
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();

    LogReader(Path file) {
        this.file = file;
    }

    /// The last `count` lines, oldest first; none where there is no file. Reading on begins behind
    /// them.
    List<String> last(int count) {
        if (!Files.isReadable(file)) {
            return List.of();
        }
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            long window = (long) Math.max(count, 16) * BYTES_PER_LINE;
            while (true) {
                var lines = linesOfLast(in, Math.min(window, in.length()));
                if (lines.size() > count || window >= in.length()) {
                    return lines.subList(Math.max(0, lines.size() - count), lines.size());
                }
                window *= 4;
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /// Hands over the lines that have been completed since the last reading. A file that has become
    /// shorter is a new one and read from its start.
    void readOn(Consumer<String> line) {
        if (!Files.isReadable(file)) {
            return;
        }
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            if (in.length() < position) {
                position = 0;
                partial.reset();
            }
            in.seek(position);
            var buffer = new byte[BUFFER_BYTES];
            for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
                position += count;
                for (int i = 0; i < count; i++) {
                    if (buffer[i] == '\n') {
                        line.accept(partial.toString(StandardCharsets.UTF_8));
                        partial.reset();
                    } else {
                        partial.write(buffer[i]);
                    }
                }
            }
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /// The whole lines among the last `bytes`; what comes after the last line end is kept for
    /// [#readOn].
    private List<String> linesOfLast(RandomAccessFile in, long bytes) throws IOException {
        long start = in.length() - bytes;
        var content = new byte[Math.toIntExact(bytes)];
        in.seek(start);
        in.readFully(content);
        int end = content.length;
        while (end > 0 && content[end - 1] != '\n') {
            end--;
        }
        position = start + end;
        partial.reset();
        var lines = new String(content, 0, end, StandardCharsets.UTF_8).lines().toList();
        // The first is whole only at the start of the file.
        return start == 0 || lines.isEmpty() ? lines : lines.subList(1, lines.size());
    }

    private Refusal unreadable(IOException e) {
        return Refusal.failed("The log %s cannot be read (%s).".formatted(file, e.getMessage()));
    }
}
