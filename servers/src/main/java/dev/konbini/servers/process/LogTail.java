package dev.konbini.servers.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Reads the end of a log without reading all of it.
final class LogTail {

    private static final int BYTES_MAX = 64 * 1024;

    private LogTail() {}

    /// The last `count` lines, as far as they fit into 64 KiB; none where the file cannot be read.
    static List<String> lines(Path log, int count) {
        if (!Files.isReadable(log)) {
            return List.of();
        }
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var length = (int) Math.min(file.length(), BYTES_MAX);
            file.seek(file.length() - length);
            var bytes = new byte[length];
            file.readFully(bytes);
            var lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
