package dev.konbini.servers.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.konbini.servers.ServerException;
import dev.konbini.servers.cache.Cache;
import dev.konbini.servers.process.Guardian;
import dev.konbini.servers.process.ManagedProcess;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Starts, crashes, moves and stops the three real servers together.
class LocalServersIT {

    private static final Duration GRACE = Duration.ofSeconds(20);

    @TempDir Path directory;
    private Home home;
    private Guardian guardian;

    @BeforeEach
    void guard() {
        home = new Home(directory.resolve("konbini"));
        guardian = Guardian.start();
    }

    @AfterEach
    void endAll() throws IOException {
        guardian.close();
        servers(ServerPorts.standard()).purge();
    }

    @Test
    void dataOutlivesCrashAndChangeOfPorts() throws IOException {
        var first = servers(ServerPorts.picked());
        var running = first.start(guardian, timed());
        report(running);
        running.forEach(server -> ServerData.write(server, "crash"));

        processes().forEach(ManagedProcess::kill);
        assertThat(processes()).hasSize(3).noneMatch(ManagedProcess::alive);

        var again = first.start(guardian, timed());
        report(again);
        assertThat(again)
                .extracting(RunningServer::address)
                .isEqualTo(running.stream().map(RunningServer::address).toList());
        assertThat(again)
                .allSatisfy(server -> assertThat(ServerData.read(server)).isEqualTo("crash"));

        first.stop(GRACE);
        assertThat(processes()).isEmpty();
        var moved = servers(ServerPorts.picked()).start(guardian, timed());
        report(moved);
        assertThat(moved)
                .allSatisfy(server -> assertThat(ServerData.read(server)).isEqualTo("crash"));
        moved.forEach(server -> ServerData.write(server, "moved"));
        assertThat(moved)
                .allSatisfy(server -> assertThat(ServerData.read(server)).isEqualTo("moved"));
    }

    @Test
    void secondStartFindsThemRunningAndPurgeRemovesAll() throws IOException {
        var servers = servers(ServerPorts.picked());
        var running = servers.start(guardian, Progress.NONE);
        var pids = processes().stream().map(ManagedProcess::pid).toList();
        assertThat(running).noneMatch(server -> server.version().isEmpty());
        assertThat(ExternalServers.mongodb(running.get(0).address()).version())
                .isEqualTo(running.get(0).version());
        assertThat(ExternalServers.kafka(running.get(1).address()).process()).isEmpty();
        assertThat(ExternalServers.elasticsearch(running.get(2).address()).version())
                .isEqualTo(ElasticsearchServer.VERSION);

        var elsewhere = servers(ServerPorts.picked()).start(guardian, Progress.NONE);

        assertThat(processes()).extracting(ManagedProcess::pid).isEqualTo(pids);
        assertThat(elsewhere)
                .extracting(RunningServer::address)
                .isEqualTo(running.stream().map(RunningServer::address).toList());

        servers.stop(GRACE);
        servers.purge();

        assertThat(home.root().resolve("data")).isEmptyDirectory();
        assertThat(ElasticsearchPlace.of(Cache.standard(), home.data("elasticsearch")).data())
                .doesNotExist();
    }

    @Test
    void takenPortIsNamedWithItsHolder() throws IOException {
        var ports = ServerPorts.picked();
        var kafka = new KafkaServer(Cache.standard(), home, ports.kafka(), ports.kafkaController());
        try (var holder = new ServerSocket(ports.kafka())) {
            assertThat(holder.isBound()).isTrue();

            assertThatExceptionOfType(ServerException.class)
                    .isThrownBy(() -> kafka.start(guardian, Progress.NONE))
                    .withMessageContaining(
                            "Port %d for Kafka is taken by pid %d",
                            ports.kafka(), ProcessHandle.current().pid());
        }
        assertThat(Files.exists(home.run())).isFalse();
    }

    @Test
    void standInServesWhereNoMongodCanBeHad() {
        var none =
                new MongoBinaries(Cache.standard()) {
                    @Override
                    Optional<Binary> find(Progress progress) {
                        return Optional.empty();
                    }
                };

        var running =
                new MongoServer(home, ServerPorts.picked().mongodb(), none)
                        .start(guardian, Progress.NONE);

        ServerData.write(running, "kept in memory");
        assertThat(ServerData.read(running)).isEqualTo("kept in memory");
        assertThat(running.version()).isEqualTo("mongo-java-server");
    }

    private LocalServers servers(ServerPorts ports) {
        return LocalServers.all(Cache.standard(), home, ports);
    }

    private List<ManagedProcess> processes() {
        return ManagedProcess.all(home.run());
    }

    private static Progress timed() {
        var begin = System.nanoTime();
        return (server, kind, message) ->
                System.out.printf(
                        "%5d ms %s %s: %s%n",
                        Duration.ofNanos(System.nanoTime() - begin).toMillis(),
                        server,
                        kind,
                        message);
    }

    private static void report(List<RunningServer> running) {
        for (var server : running) {
            var process = server.process().orElseThrow();
            System.out.printf(
                    "%s %s at %s: %d MB%n",
                    server.name(),
                    server.version(),
                    server.address(),
                    process.residentBytes() >> 20);
        }
    }
}
