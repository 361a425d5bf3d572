package dev.konbini.servers.process;

import dev.konbini.servers.ServerException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// TCP ports of this machine: which are free, and who holds those that are not.
public final class Ports {

    // Below the range from which Linux takes ports for outgoing connections (32768 and up), so that
    // no
    // client's connection can take a picked port before its server does.
    private static final int PICKED_FIRST = 20_000;
    private static final int PICKED_LAST = 32_000;
    private static final int PICK_TRIES_MAX = 1_000;
    private static final Duration IN_PASSING_LIMIT = Duration.ofSeconds(3);
    private static final Duration IN_PASSING_POLL = Duration.ofMillis(50);
    private static final String LISTENING = "0A";

    private Ports() {}

    /// A process that listens on a port.
    ///
    /// @param command its program and arguments, cut to 200 characters
    public record Holder(long pid, String command) {}

    /// Whether a server could listen on `port` of the loopback address now.
    public static boolean free(int port) {
        try (var socket = new ServerSocket()) {
            // Remains of closed connections do not keep a server from its port.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /// Makes sure that a server can have its port. A port on which nobody listens may be in use for
    /// a moment, by a client's connection or a server that is just ending: that is waited for.
    ///
    /// @param server for whom, as it is to be named in the message
    /// @throws ServerException if it is taken; names the holder as far as this user may see it
    public static void requireFree(String server, int port) {
        var deadline = System.nanoTime() + IN_PASSING_LIMIT.toNanos();
        while (!free(port)) {
            var holder = holder(port);
            if (holder.isPresent() || System.nanoTime() > deadline) {
                var by =
                        holder.map(found -> "pid " + found.pid() + ": " + found.command())
                                .orElse("a process that this user may not look into");
                throw new ServerException(
                        "Port " + port + " for " + server + " is taken by " + by,
                        "Stop it, or choose another port for " + server);
            }
            LockSupport.parkNanos(IN_PASSING_POLL.toNanos());
        }
    }

    /// Picks `count` different ports that are free now. No other program picks them before this one
    /// ends, but none is held against those that do not pick, so take them soon.
    public static List<Integer> pick(int count) {
        var picked = new LinkedHashSet<Integer>();
        for (int tries = 0; picked.size() < count; tries++) {
            if (tries == PICK_TRIES_MAX) {
                throw new ServerException(
                        "No free ports were found between " + PICKED_FIRST + " and " + PICKED_LAST,
                        "Stop some servers");
            }
            int port = ThreadLocalRandom.current().nextInt(PICKED_FIRST, PICKED_LAST);
            if (free(port) && PickedPorts.take(port)) {
                picked.add(port);
            }
        }
        return List.copyOf(picked);
    }

    /// Who listens on `port`, whatever the address; empty if nobody does, or if it is a process of
    /// another user and this one is not root.
    public static Optional<Holder> holder(int port) {
        var sockets =
                Stream.of("tcp", "tcp6")
                        .flatMap(table -> lines(Path.of("/proc/net", table)))
                        .collect(
                                Collectors.collectingAndThen(
                                        Collectors.toList(),
                                        lines -> listeningSockets(lines, port)));
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        return ProcessHandle.allProcesses()
                .filter(process -> holdsOneOf(sockets, process.pid()))
                .findFirst()
                .map(process -> new Holder(process.pid(), command(process.pid())));
    }

    /// Takes the sockets that listen on `port` out of `/proc/net/tcp` lines (proc(5)), as the links
    /// in `/proc/PID/fd` name them. A line's fields: number, local address `HEX:PORT`, remote
    /// address, state, queues, timer, retransmits, user, timeout, inode.
    static Set<String> listeningSockets(List<String> lines, int port) {
        var suffix = ":%04X".formatted(port);
        return lines.stream()
                .map(line -> line.strip().split("\\s+", -1))
                .filter(fields -> fields.length > 9)
                .filter(fields -> fields[1].endsWith(suffix) && fields[3].equals(LISTENING))
                .map(fields -> "socket:[" + fields[9] + "]")
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean holdsOneOf(Set<String> sockets, long pid) {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return files.anyMatch(file -> sockets.contains(target(file)));
        } catch (IOException | UncheckedIOException goneOrForbidden) {
            return false;
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException gone) {
            return "";
        }
    }

    private static String command(long pid) {
        try {
            var command =
                    Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"))
                            .replace('\0', ' ')
                            .strip();
            return command.length() <= 200 ? command : command.substring(0, 200) + "…";
        } catch (IOException gone) {
            return "unknown";
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException absent) {
            return Stream.empty();
        }
    }
}
