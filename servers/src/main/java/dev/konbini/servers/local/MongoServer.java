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

/// A `mongod` as a replica set of one, so that transactions and change streams work as in a
/// cluster.
///
/// Where no `mongod` can be had, `mongo-java-server` takes its place in a JVM of its own, with a
/// warning: it keeps nothing beyond its own end and has neither transactions nor change streams.
public final class MongoServer implements LocalServer {

    public static final String NAME = "mongodb";

    // A process that dies is seen at once: this is for one that hangs, on however busy a machine.
    private static final Duration READY_LIMIT = Duration.ofMinutes(5);

    private final Home home;
    private final int port;
    private final MongoBinaries binaries;

    public MongoServer(Cache cache, Home home, int port) {
        this(home, port, new MongoBinaries(cache));
    }

    MongoServer(Home home, int port, MongoBinaries binaries) {
        this.home = home;
        this.port = port;
        this.binaries = binaries;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void fetch(Progress progress) {
        binaries.find(progress);
    }

    @Override
    public RunningServer start(Guardian guardian, Progress progress) {
        var earlier = ManagedProcess.find(home.run(), NAME).filter(ManagedProcess::alive);
        var process = earlier.orElseGet(() -> launch(guardian, progress));
        var address = "127.0.0.1:" + process.ports().get("mongodb");
        if (InMemoryMongo.runs(process)) {
            process.awaitReady(READY_LIMIT, () -> MongoProbe.answers("mongodb://" + address));
            return new RunningServer(
                    NAME, "mongodb://" + address + "/", process.version(), Optional.of(process));
        }
        process.awaitReady(READY_LIMIT, () -> MongoProbe.listens(address));
        ReplicaSet.form(address);
        var uri = "mongodb://" + address + "/?replicaSet=" + ReplicaSet.NAME;
        process.awaitReady(READY_LIMIT, () -> MongoProbe.answers(uri));
        return new RunningServer(NAME, uri, process.version(), Optional.of(process));
    }

    @Override
    public void purge() throws IOException {
        Cache.delete(home.data(NAME));
    }

    private ManagedProcess launch(Guardian guardian, Progress progress) {
        Ports.requireFree("MongoDB", port);
        var binary = binaries.find(progress);
        progress.report(NAME, Progress.Kind.STEP, "starting on port " + port);
        var launch = binary.map(this::server).orElseGet(() -> InMemoryMongo.launch(NAME, port));
        return launch.port("mongodb", port).guardedBy(guardian).start(home.run(), home.log(NAME));
    }

    private Launch server(MongoBinaries.Binary binary) {
        var data = home.data(NAME);
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new ServerException(
                    "MongoDB's data directory cannot be made: " + e.getMessage(),
                    "Make " + data.getParent() + " writable",
                    e);
        }
        var launch = Launch.of(NAME, command(binary.path(), data)).version(binary.version());
        binary.libraries().ifPresent(path -> launch.environment("LD_LIBRARY_PATH", path));
        return launch;
    }

    private List<String> command(Path mongod, Path data) {
        return List.of(
                mongod.toString(),
                "--dbpath",
                data.toString(),
                "--port",
                Integer.toString(port),
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
                // A socket file in a common folder would be a second way in, and clash between
                // users.
                "--nounixsocket");
    }
}
