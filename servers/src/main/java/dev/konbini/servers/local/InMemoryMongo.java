package dev.konbini.servers.local;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.konbini.servers.process.Launch;
import dev.konbini.servers.process.ManagedProcess;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// The program that takes the place of `mongod` where none can be had.
public final class InMemoryMongo {

    private InMemoryMongo() {}

    /// Serves on a port of the loopback address until it is ended.
    ///
    /// @param arguments the port
    public static void main(String[] arguments) throws InterruptedException {
        var server = new MongoServer(new MemoryBackend());
        server.bind("127.0.0.1", Integer.parseInt(arguments[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
        new CountDownLatch(1).await();
    }

    /// How it is started: from this program's own class path.
    static Launch launch(String name, int port) {
        return Launch.of(
                        name,
                        List.of(
                                JavaCommand.path(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                InMemoryMongo.class.getName(),
                                Integer.toString(port)))
                .version("mongo-java-server");
    }

    static boolean runs(ManagedProcess process) {
        return process.command().contains(InMemoryMongo.class.getName());
    }
}
