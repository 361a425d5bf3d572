package dev.konbini.servers.local;

import dev.konbini.servers.ServerException;
import dev.konbini.servers.cache.Cache;
import dev.konbini.servers.process.Guardian;
import dev.konbini.servers.process.Launch;
import dev.konbini.servers.process.ManagedProcess;
import dev.konbini.servers.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A `mongod` in a replica set, so that transactions and change streams work as in a cluster:
/// alone, or one of several members that hold the same data.
///
/// Where no `mongod` can be had for one that is alone, `mongo-java-server` takes its place in a JVM
/// of its own, with a warning: it keeps nothing beyond its own end and has neither transactions nor
/// change streams.
public final class MongoServer implements LocalServer {

    public static final String NAME = "mongodb";

    // A process that dies is seen at once: this is for one that hangs, on however busy a machine.
    private static final Duration READY_LIMIT = Duration.ofMinutes(5);
    private static final int QUIESCE_MILLIS = 2_000;

    private final Home home;
    private final MongoBinaries binaries;
    private final String name;
    private final int number;
    private final List<Integer> ports;

    /// The one member of its set.
    public MongoServer(Cache cache, Home home, int port) {
        this(home, port, new MongoBinaries(cache));
    }

    MongoServer(Home home, int port, MongoBinaries binaries) {
        this(home, binaries, NAME, 1, List.of(port));
    }

    private MongoServer(
            Home home, MongoBinaries binaries, String name, int number, List<Integer> ports) {
        this.home = home;
        this.binaries = binaries;
        this.name = name;
        this.number = number;
        this.ports = List.copyOf(ports);
    }

    /// One of several members. It answers when a majority of them runs; the first start forms the
    /// set, for which all must be started at once.
    ///
    /// @param number which of them, from 1
    /// @param ports of all, by number
    public static MongoServer member(Cache cache, Home home, int number, List<Integer> ports) {
        return new MongoServer(home, new MongoBinaries(cache), NAME + "-" + number, number, ports);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void fetch(Progress progress) {
        binaries.find(progress);
    }

    @Override
    public RunningServer start(Guardian guardian, Progress progress) {
        var earlier = ManagedProcess.find(home.run(), name).filter(ManagedProcess::alive);
        var process = earlier.orElseGet(() -> launch(guardian, progress));
        var address = address(process.ports().getOrDefault("mongodb", port()));
        if (InMemoryMongo.runs(process)) {
            process.awaitReady(READY_LIMIT, () -> MongoProbe.answers("mongodb://" + address));
            return new RunningServer(
                    name, "mongodb://" + address + "/", process.version(), Optional.of(process));
        }
        process.awaitReady(READY_LIMIT, () -> MongoProbe.listens(address));
        var set = new ReplicaSet(isAlone() ? List.of(address) : addresses());
        process.awaitReady(READY_LIMIT, () -> set.has(address));
        process.awaitReady(READY_LIMIT, () -> MongoProbe.serves(address));
        process.awaitReady(READY_LIMIT, () -> MongoProbe.answers(set.uri()));
        return new RunningServer(name, set.uri(), process.version(), Optional.of(process));
    }

    @Override
    public boolean answers() {
        return MongoProbe.serves(address(port()));
    }

    @Override
    public void purge() throws IOException {
        Cache.delete(home.data(name));
    }

    private ManagedProcess launch(Guardian guardian, Progress progress) {
        Ports.requireFree("MongoDB", port());
        var binary = binaries.find(progress);
        if (binary.isEmpty() && !isAlone()) {
            throw new ServerException(
                    "There is no mongod, and what stands in for it cannot be one of several",
                    "Install mongod 6 or newer on the PATH, or do without --ha");
        }
        progress.report(name, Progress.Kind.STEP, "starting on port " + port());
        var launch = binary.map(this::server).orElseGet(() -> InMemoryMongo.launch(name, port()));
        return launch.port("mongodb", port()).guardedBy(guardian).start(home.run(), home.log(name));
    }

    private boolean isAlone() {
        return ports.size() == 1;
    }

    private int port() {
        return ports.get(number - 1);
    }

    private List<String> addresses() {
        return ports.stream().map(MongoServer::address).toList();
    }

    private static String address(int port) {
        return "127.0.0.1:" + port;
    }

    private Launch server(MongoBinaries.Binary binary) {
        var data = home.data(name);
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new ServerException(
                    "MongoDB's data directory cannot be made: " + e.getMessage(),
                    "Make " + data.getParent() + " writable",
                    e);
        }
        var launch = Launch.of(name, command(binary.path(), data)).version(binary.version());
        binary.libraries().ifPresent(path -> launch.environment("LD_LIBRARY_PATH", path));
        return launch;
    }

    private List<String> command(Path mongod, Path data) {
        return List.of(
                mongod.toString(),
                "--dbpath",
                data.toString(),
                "--port",
                Integer.toString(port()),
                "--bind_ip",
                "127.0.0.1",
                "--replSet",
                ReplicaSet.NAME,
                "--wiredTigerCacheSizeGB",
                "0.25",
                "--oplogSize",
                "990",
                "--quiet",
                "--setParameter",
                "diagnosticDataCollectionEnabled=false",
                "--setParameter",
                // One that is told to end goes on answering reads for so long, so that clients have
                // found the others when it does.
                "shutdownTimeoutMillisForSignaledShutdown=" + QUIESCE_MILLIS,
                // A socket file in a common folder would be a second way in, and clash between
                // users.
                "--nounixsocket");
    }
}
