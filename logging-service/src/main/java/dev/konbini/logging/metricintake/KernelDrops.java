package dev.konbini.logging.metricintake;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// How many packets Linux dropped because a socket's buffer was full (proc(5), `/proc/net/udp`).
final class KernelDrops {

    private static final List<Path> TABLES =
            List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6"));

    private KernelDrops() {}

    /// Those of the sockets on `port`; 0 where the system does not tell.
    static long of(int port) {
        var drops = 0L;
        for (var table : TABLES) {
            drops += of(port, lines(table));
        }
        return drops;
    }

    private static List<String> lines(Path table) {
        try {
            return Files.readAllLines(table);
        } catch (IOException e) {
            // Not Linux, or without IPv6.
            return List.of();
        }
    }

    static long of(int port, List<String> table) {
        var suffix = ":%04X".formatted(port);
        return table.stream()
                .map(line -> line.strip().split("\\s+", -1))
                .filter(words -> words.length > 12 && words[1].endsWith(suffix))
                .mapToLong(words -> Long.parseLong(words[words.length - 1]))
                .sum();
    }
}
