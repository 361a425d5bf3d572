package dev.konbini.servers.junit;

import dev.konbini.servers.cache.Cache;
import dev.konbini.servers.local.ElasticsearchServer;
import dev.konbini.servers.local.Home;
import dev.konbini.servers.local.KafkaServer;
import dev.konbini.servers.local.LocalServer;
import dev.konbini.servers.local.LocalServers;
import dev.konbini.servers.local.MongoServer;
import dev.konbini.servers.local.Progress;
import dev.konbini.servers.local.RunningServer;
import dev.konbini.servers.local.ServerPorts;
import dev.konbini.servers.process.Guardian;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Servers as processes of this machine, on free ports, with data that goes when they go.
final class LocalTestServers implements TestServers {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Path directory;
    private final Guardian guardian;
    private final LocalServers servers;
    private final Map<Needed, String> addresses;

    private LocalTestServers(
            Path directory,
            Guardian guardian,
            LocalServers servers,
            Map<Needed, String> addresses) {
        this.directory = directory;
        this.guardian = guardian;
        this.servers = servers;
        this.addresses = addresses;
    }

    static LocalTestServers start(Set<Needed> needed) {
        var directory = temporary();
        var home = new Home(directory);
        var ports = ServerPorts.picked();
        var servers =
                new LocalServers(
                        home, needed.stream().map(server -> server(server, home, ports)).toList());
        var guardian = Guardian.start();
        try {
            var addresses =
                    servers.start(guardian, warnings()).stream()
                            .collect(
                                    Collectors.toUnmodifiableMap(
                                            LocalTestServers::needed, RunningServer::address));
            return new LocalTestServers(directory, guardian, servers, addresses);
        } catch (RuntimeException e) {
            guardian.close();
            throw e;
        }
    }

    @Override
    public Map<Needed, String> addresses() {
        return addresses;
    }

    @Override
    public void close() {
        servers.stop(GRACE);
        guardian.close();
        try {
            servers.purge();
            Cache.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LocalServer server(Needed needed, Home home, ServerPorts ports) {
        var cache = Cache.standard();
        return switch (needed) {
            case MONGODB -> new MongoServer(cache, home, ports.mongodb());
            case KAFKA -> new KafkaServer(cache, home, ports.kafka(), ports.kafkaController());
            case ELASTICSEARCH ->
                    new ElasticsearchServer(
                            cache, home, ports.elasticsearch(), ports.elasticsearchTransport());
        };
    }

    private static Needed needed(RunningServer server) {
        return Needed.valueOf(server.name().toUpperCase(Locale.ROOT));
    }

    private static Progress warnings() {
        return (server, kind, message) -> {
            if (kind == Progress.Kind.WARNING) {
                System.err.println(server + ": " + message);
            }
        };
    }

    // Open to others, so that Elasticsearch's data stays here even where it runs under another
    // user.
    private static Path temporary() {
        try {
            var mode = PosixFilePermissions.fromString("rwxr-xr-x");
            return Files.setPosixFilePermissions(Files.createTempDirectory("konbini-tests"), mode);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
