package dev.konbini.bench.metrics;

import dev.konbini.bench.stand.Waiting;
import dev.konbini.cli.Refusal;
import dev.konbini.cli.task.Tasks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLongArray;

/// Servers that each send their values every ten seconds, as collectd's `write_graphite` does: over
/// a connection of their own, all at once, each at its own moment.
final class Fleet implements AutoCloseable {

    /// As fine as points are kept.
    static final Duration STEP = Duration.ofSeconds(10);

    private final int servers;
    private final int series;
    private final int rounds;
    private final AtomicLongArray sent;
    private final List<Socket> sockets = new ArrayList<>();
    private final List<Future<?>> ends = new ArrayList<>();
    private long beganNanos;
    private long beganSecond;

    /// @param series of each server
    /// @param rounds how many values each gets in all
    Fleet(int servers, int series, int rounds) {
        this.servers = servers;
        this.series = series;
        this.rounds = rounds;
        this.sent = new AtomicLongArray(servers * rounds);
    }

    /// What a series is called.
    private static String name(int server, int series) {
        return "server%04d.plugin-%02d.value".formatted(server, series);
    }

    /// How many values are sent in all.
    long points() {
        return (long) servers * series * rounds;
    }

    /// Connects all servers and begins to send.
    ///
    /// @throws Refusal if not all can be connected
    void start(int port) {
        try {
            for (int server = 0; server < servers; server++) {
                sockets.add(new Socket(InetAddress.getLoopbackAddress(), port));
            }
        } catch (IOException e) {
            throw Refusal.failed(
                    "Server %d of %d was not connected (%s)."
                            .formatted(sockets.size() + 1, servers, e));
        }
        var now = Instant.now();
        beganSecond = (now.getEpochSecond() / STEP.toSeconds() + 1) * STEP.toSeconds();
        beganNanos =
                System.nanoTime()
                        + Duration.between(now, Instant.ofEpochSecond(beganSecond)).toNanos();
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        for (int server = 0; server < servers; server++) {
            int number = server;
            ends.add(
                    threads.submit(() -> {
                        send(number);
                        return true;
                    }));
        }
        threads.shutdown();
    }

    /// Returns when so many rounds are over.
    void awaitRound(int count) {
        Waiting.until(beganNanos + count * STEP.toNanos());
    }

    /// Returns when all is sent.
    void await() {
        ends.forEach(Tasks::await);
    }

    /// The round in whose ten seconds `second` is, since the epoch.
    int round(long second) {
        return Math.toIntExact(Math.floorDiv(second - beganSecond, STEP.toSeconds()));
    }

    /// When the server sent its values of the round, of [System#nanoTime]; 0 if it has not yet.
    long sent(int server, int round) {
        return sent.get(server * rounds + round);
    }

    private void send(int server) throws IOException {
        var out = sockets.get(server).getOutputStream();
        var offset = STEP.dividedBy(servers).multipliedBy(server);
        for (int round = 0; round < rounds; round++) {
            var due = STEP.multipliedBy(round).plus(offset);
            var values = values(server, round, beganSecond + due.toSeconds());
            Waiting.until(beganNanos + due.toNanos());
            sent.set(server * rounds + round, System.nanoTime());
            out.write(values.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private String values(int server, int round, long time) {
        var values = new StringBuilder();
        for (int number = 0; number < series; number++) {
            values.append(name(server, number))
                    .append(' ')
                    .append((server * 31 + number * 7 + round) % 997 / 10.0)
                    .append(' ')
                    .append(time)
                    .append('\n');
        }
        return values.toString();
    }

    @Override
    public void close() {
        for (var socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw Refusal.failed("A connection was not closed (%s).".formatted(e));
            }
        }
    }
}
