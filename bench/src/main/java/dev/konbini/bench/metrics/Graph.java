package dev.konbini.bench.metrics;

import dev.konbini.bench.figure.Delays;
import dev.konbini.bench.stand.LoggingReplica;
import dev.konbini.cli.task.Tasks;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/// When `/render` first showed each value of one series of the first hundred servers. Asks again
/// and again for the last minute.
final class Graph implements Runnable {

    private static final int SERVERS_MAX = 100;

    private static final String TARGET = "server00*.plugin-00.value";
    private static final Duration POLL = Duration.ofMillis(250);

    private final LoggingReplica service;
    private final String token;
    private final Fleet fleet;
    private final int rounds;
    private final Delays delays;
    private volatile boolean stopped;

    /// @param token an operator's
    Graph(LoggingReplica service, String token, Fleet fleet, int rounds) {
        this.service = service;
        this.token = token;
        this.fleet = fleet;
        this.rounds = rounds;
        this.delays = new Delays(SERVERS_MAX * rounds);
    }

    @Override
    public void run() {
        while (!stopped) {
            note(service.get("/render?format=json&from=-1min&target=" + TARGET, token));
            Tasks.pause(POLL);
        }
    }

    void stop() {
        stopped = true;
    }

    /// From a value's sending until it was shown, in milliseconds, of the rounds from `first` on.
    double[] millis(int first) {
        return delays.millis(first * SERVERS_MAX).toArray();
    }

    private void note(JsonNode series) {
        long now = System.nanoTime();
        for (var one : series) {
            var name = one.path("target").asString();
            int server = Integer.parseInt(name, "server".length(), name.indexOf('.'), 10);
            for (var point : one.path("datapoints")) {
                int round = fleet.round(point.path(1).asLong());
                if (!point.path(0).isNull() && round >= 0 && round < rounds) {
                    note(server, round, now);
                }
            }
        }
    }

    private void note(int server, int round, long now) {
        long sent = fleet.sent(server, round);
        if (sent != 0) {
            delays.note(round * SERVERS_MAX + server, now - sent);
        }
    }
}
