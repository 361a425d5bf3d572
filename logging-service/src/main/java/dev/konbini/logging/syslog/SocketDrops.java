package dev.konbini.logging.syslog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/// Asks Linux how many datagrams it dropped because a socket was not read fast enough
/// (`/proc/net/udp`, last column). Elsewhere it knows nothing.
final class SocketDrops {

    private static final List<Path> TABLES =
            List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6"));
    private static final long ASK_NANOS = 1_000_000_000L;

    private final String port;
    private long asked = System.nanoTime();
    private long known;

    SocketDrops(int port) {
        this.port = ":%04X".formatted(port);
    }

    /// How many more were dropped since it was asked before; empty if none, or if it was asked
    /// within the last second.
    OptionalLong since() {
        if (System.nanoTime() - asked < ASK_NANOS) {
            return OptionalLong.empty();
        }
        asked = System.nanoTime();
        var now = TABLES.stream().mapToLong(this::drops).sum();
        var more = now - known;
        known = now;
        return more > 0 ? OptionalLong.of(more) : OptionalLong.empty();
    }

    private long drops(Path table) {
        try {
            return Files.readAllLines(table).stream()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(columns -> columns.length > 2 && columns[1].endsWith(port))
                    .mapToLong(columns -> Long.parseLong(columns[columns.length - 1]))
                    .sum();
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
