package dev.konbini.bench.stand;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.keys.Credentials;
import dev.konbini.cli.service.ServiceConfig;
import dev.konbini.cli.suite.DataFolder;
import dev.konbini.cli.suite.Installation;
import dev.konbini.cli.suite.Server;
import dev.konbini.cli.suite.SuitePorts;
import dev.konbini.cli.suite.SuiteSettings;
import dev.konbini.servers.cache.Cache;
import dev.konbini.servers.local.ElasticsearchJvm;
import dev.konbini.servers.local.ElasticsearchServer;
import dev.konbini.servers.local.Home;
import dev.konbini.servers.local.KafkaServer;
import dev.konbini.servers.local.LocalServer;
import dev.konbini.servers.local.LocalServers;
import dev.konbini.servers.local.MongoServer;
import dev.konbini.servers.local.Progress;
import dev.konbini.servers.local.RunningServer;
import dev.konbini.servers.process.Guardian;
import dev.konbini.servers.process.ManagedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Servers for one benchmark alone, on free ports, with data in a temporary folder; both are gone
/// when it is closed, and when this program ends, however it does.
public final class Stand implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(10);

    /// The discard port, where nobody listens: for a server that the benchmark does without.
    private static final String NOWHERE = "127.0.0.1:9";

    /// How many replicas of a service there are ports for.
    private static final int REPLICAS_MAX = 3;

    private final DataFolder data;
    private final SuiteSettings settings;
    private final Guardian guardian;
    private final LocalServers servers;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread closing = new Thread(this::end);
    private Map<String, RunningServer> running = Map.of();

    private Stand(Path folder, List<Server> needed, ElasticsearchJvm jvm) {
        data = new DataFolder(folder);
        settings =
                SuiteSettings.usual()
                        .withPorts(SuitePorts.free(SuitePorts.usual().withReplicas(REPLICAS_MAX)))
                        .withSample(false);
        guardian = Guardian.start();
        var home = new Home(folder);
        servers =
                new LocalServers(
                        home, needed.stream().map(each -> server(each, home, jvm)).toList());
    }

    /// Starts the servers, and returns when they answer.
    public static Stand start(List<Server> needed, ElasticsearchJvm jvm) {
        say("starting " + needed.stream().map(Server::title).collect(Collectors.joining(", ")));
        var stand = new Stand(temporary(), needed, jvm);
        Runtime.getRuntime().addShutdownHook(stand.closing);
        try {
            stand.startAgain();
            return stand;
        } catch (RuntimeException e) {
            stand.close();
            throw e;
        }
    }

    /// Starts those of the servers that were killed, and returns when all answer.
    public void startAgain() {
        running =
                servers.start(guardian, Stand::warn).stream()
                        .collect(Collectors.toMap(RunningServer::name, Function.identity()));
    }

    /// A token of an operator, known to each service that is started here.
    public String operatorToken() {
        try {
            return Files.readString(data.operatorToken()).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Tells who waits what goes on.
    public static void say(String message) {
        System.err.println("bench: " + message);
    }

    public static Installation installation() {
        return Installation.current();
    }

    public DataFolder data() {
        return data;
    }

    public SuiteSettings settings() {
        return settings;
    }

    public Guardian guardian() {
        return guardian;
    }

    /// Where the server is found.
    public String address(Server server) {
        var found = running.get(server.id());
        return found == null ? NOWHERE : found.address();
    }

    /// The server's process.
    ///
    /// @throws Refusal if it does not run here
    public ManagedProcess process(Server server) {
        var found = running.get(server.id());
        return found == null ? none(server) : found.process().orElseGet(() -> none(server));
    }

    private static ManagedProcess none(Server server) {
        throw Refusal.failed(server.title() + " was not started for this benchmark.");
    }

    /// The settings that `./konbini up` would start services with, at these servers.
    public ServiceConfig config() {
        var mongodb = address(Server.MONGODB);
        return new ServiceConfig(
                data,
                settings,
                new ServiceConfig.Endpoints(
                        mongodb.equals(NOWHERE) ? "mongodb://" + NOWHERE + "/" : mongodb,
                        address(Server.KAFKA),
                        address(Server.ELASTICSEARCH)),
                Credentials.prepare(data, Clock.systemUTC()));
    }

    @Override
    public void close() {
        end();
        try {
            Runtime.getRuntime().removeShutdownHook(closing);
        } catch (IllegalStateException e) {
            // This program is ending already, and the hook found nothing left to do.
        }
    }

    private void end() {
        if (closed.getAndSet(true)) {
            return;
        }
        servers.stop(GRACE);
        guardian.close();
        try {
            servers.purge();
            Cache.delete(data.root());
        } catch (IOException | UncheckedIOException e) {
            say("%s cannot be removed (%s): remove it by hand".formatted(data.root(), e));
        }
    }

    private LocalServer server(Server server, Home home, ElasticsearchJvm jvm) {
        var cache = Cache.standard();
        var ports = settings.ports();
        return switch (server) {
            case MONGODB -> new MongoServer(cache, home, ports.of("mongodb"));
            case KAFKA ->
                    new KafkaServer(cache, home, ports.of("kafka"), ports.of("kafka-controller"));
            case ELASTICSEARCH ->
                    new ElasticsearchServer(
                            cache,
                            home,
                            ports.of("elasticsearch"),
                            ports.of("elasticsearch-transport"),
                            jvm);
        };
    }

    private static void warn(String server, Progress.Kind kind, String message) {
        if (kind == Progress.Kind.WARNING) {
            say(server + ": " + message);
        }
    }

    // Open to others, so that Elasticsearch's data stays here even where it runs as another user.
    private static Path temporary() {
        try {
            var mode = PosixFilePermissions.fromString("rwxr-xr-x");
            return Files.setPosixFilePermissions(Files.createTempDirectory("konbini-bench"), mode);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
