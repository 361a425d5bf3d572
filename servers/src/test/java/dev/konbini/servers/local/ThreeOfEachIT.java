package dev.konbini.servers.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.servers.cache.Cache;
import dev.konbini.servers.process.Guardian;
import dev.konbini.servers.process.ManagedProcess;
import dev.konbini.servers.process.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Starts three members of MongoDB and three Kafka brokers, and kills the one that matters most of
/// each.
class ThreeOfEachIT {

    private static final Duration GRACE = Duration.ofSeconds(30);
    private static final Duration READY_LIMIT = Duration.ofMinutes(5);

    @TempDir Path directory;
    private Home home;
    private Guardian guardian;

    @BeforeEach
    void guard() {
        home = new Home(directory.resolve("konbini"));
        guardian = Guardian.start();
    }

    @AfterEach
    void endAll() {
        guardian.close();
    }

    @Test
    void whatWasAcknowledgedIsThereWithoutAnyOneOfThemAndAfterAMove() {
        var ports = Ports.pick(9);
        var servers = servers(ports);
        var running = servers.start(guardian, Progress.NONE);
        var set = new MongoSet(addresses(ports.subList(0, 3)));
        var cluster = new KafkaCluster(String.join(",", addresses(ports.subList(3, 6))));
        assertThat(running)
                .extracting(RunningServer::name)
                .containsExactly(
                        "mongodb-1", "mongodb-2", "mongodb-3", "kafka-1", "kafka-2", "kafka-3");
        write(running, "before");
        assertThat(answer(cluster::state).lacking()).isEmpty();

        int primary = addresses(ports.subList(0, 3)).indexOf(answer(set::primary)) + 1;
        int controller = answer(cluster::state).controller();
        process("mongodb-" + primary).kill();
        process("kafka-" + controller).kill();

        assertThat(read(running)).containsOnly("before");
        write(running, "without");
        assertThat(read(running)).containsOnly("without");
        assertThat(set.troubles()).isNotEmpty();
        assertThat(members(ports).stream().filter(this::runs))
                .hasSize(4)
                .allSatisfy(
                        member -> process(member.name()).awaitReady(READY_LIMIT, member::answers));

        servers.start(guardian, Progress.NONE);

        assertThat(read(running)).containsOnly("without");

        servers.stop(GRACE);
        var moved = servers(Ports.pick(9)).start(guardian, Progress.NONE);

        assertThat(read(moved)).containsOnly("without");
        write(moved, "moved");
        assertThat(read(moved)).containsOnly("moved");
    }

    private LocalServers servers(List<Integer> ports) {
        return new LocalServers(home, members(ports));
    }

    private List<LocalServer> members(List<Integer> ports) {
        var cache = Cache.standard();
        return Stream.concat(
                        IntStream.rangeClosed(1, 3)
                                .<LocalServer>mapToObj(number ->
                                        MongoServer.member(
                                                cache, home, number, ports.subList(0, 3))),
                        IntStream.rangeClosed(1, 3)
                                .mapToObj(number ->
                                        KafkaServer.member(
                                                cache,
                                                home,
                                                number,
                                                ports.subList(3, 6),
                                                ports.subList(6, 9))))
                .toList();
    }

    private static List<String> addresses(List<Integer> ports) {
        return ports.stream().map(port -> "127.0.0.1:" + port).toList();
    }

    private ManagedProcess process(String name) {
        return ManagedProcess.find(home.run(), name).orElseThrow();
    }

    private boolean runs(LocalServer member) {
        return process(member.name()).alive();
    }

    /// Asks until there is an answer: on a busy machine there may be none in a question's time.
    private static <T> T answer(Supplier<Optional<T>> question) {
        return Stream.generate(question).flatMap(Optional::stream).findFirst().orElseThrow();
    }

    private static void write(List<RunningServer> running, String value) {
        each(running).forEach(server -> ServerData.write(server, value));
    }

    private static List<String> read(List<RunningServer> running) {
        return each(running).map(ServerData::read).toList();
    }

    /// MongoDB and Kafka, each by the address that its members have together.
    private static Stream<RunningServer> each(List<RunningServer> running) {
        return Stream.of(
                new RunningServer(
                        MongoServer.NAME, running.getFirst().address(), "", Optional.empty()),
                new RunningServer(
                        KafkaServer.NAME, running.getLast().address(), "", Optional.empty()));
    }
}
