package dev.konbini.servers.local;

import dev.konbini.servers.ServerException;
import dev.konbini.servers.cache.Cache;
import dev.konbini.servers.process.Guardian;
import dev.konbini.servers.process.ManagedProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/// Some or all of the three servers of one suite on this machine, handled together.
///
/// ```java
/// var servers = LocalServers.all(Cache.standard(), home, ServerPorts.standard());
/// try (var guardian = Guardian.start()) {
///     var running = servers.start(guardian, progress);
///     guardian.done();
/// }
/// servers.stop(Duration.ofSeconds(20));
/// ```
public final class LocalServers {

    private final Home home;
    private final List<LocalServer> servers;

    /// @param servers those to handle; each name at most once
    public LocalServers(Home home, List<LocalServer> servers) {
        this.home = home;
        this.servers = List.copyOf(servers);
    }

    /// MongoDB, Kafka and Elasticsearch.
    public static LocalServers all(Cache cache, Home home, ServerPorts ports) {
        return new LocalServers(
                home,
                List.of(
                        new MongoServer(cache, home, ports.mongodb()),
                        new KafkaServer(cache, home, ports.kafka(), ports.kafkaController()),
                        new ElasticsearchServer(
                                cache,
                                home,
                                ports.elasticsearch(),
                                ports.elasticsearchTransport())));
    }

    /// Those of them that are called so.
    LocalServers only(Collection<String> names) {
        return new LocalServers(
                home, servers.stream().filter(each -> names.contains(each.name())).toList());
    }

    /// Brings into the cache what is missing there, all at once.
    public void fetch(Progress progress) {
        together(server -> server.fetch(progress));
    }

    /// Starts those that do not run, all at once, and returns when all answer, in the order given.
    ///
    /// @throws ServerException of the first that failed; the others may run then: end them by
    ///   closing the guardian without its word
    public List<RunningServer> start(Guardian guardian, Progress progress) {
        var running = new ConcurrentHashMap<String, RunningServer>();
        together(server -> {
            var started = server.start(guardian, progress);
            progress.report(server.name(), Progress.Kind.READY, "ready at " + started.address());
            running.put(server.name(), started);
        });
        return servers.stream()
                .map(server -> Objects.requireNonNull(running.get(server.name())))
                .toList();
    }

    /// Stops those that run, all at once; data stays.
    ///
    /// @param grace how long each may take before it is ended by force
    public void stop(Duration grace) {
        together(server ->
                ManagedProcess.find(home.run(), server.name())
                        .ifPresent(process -> process.stop(grace)));
    }

    /// Deletes the data of all, wherever it lies. They must not run.
    public void purge() throws IOException {
        for (var server : servers) {
            server.purge();
        }
    }

    private void together(Consumer<LocalServer> act) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks =
                    servers.stream()
                            .<Future<?>>map(server -> threads.submit(() -> act.accept(server)));
            tasks.toList().forEach(LocalServers::result);
        }
    }

    private static void result(Future<?> task) {
        try {
            task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ServerException known) {
                throw known;
            }
            throw new ServerException("A server could not be handled", "See the cause", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerException("Waiting for the servers was interrupted", "Run it again", e);
        }
    }
}
