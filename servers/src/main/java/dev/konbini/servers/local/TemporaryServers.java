package dev.konbini.servers.local;

import dev.konbini.servers.ServerException;
import dev.konbini.servers.cache.Cache;
import dev.konbini.servers.process.Guardian;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;

/// Servers as processes of this machine, on free ports, with data that goes when they are closed.
/// They end with the program that started them, too, however it ends; their data stays then.
public final class TemporaryServers implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Path directory;
    private final Guardian guardian;
    private final LocalServers servers;
    private final Map<String, String> addresses;

    private TemporaryServers(
            Path directory,
            Guardian guardian,
            LocalServers servers,
            Map<String, String> addresses) {
        this.directory = directory;
        this.guardian = guardian;
        this.servers = servers;
        this.addresses = addresses;
    }

    /// Starts the servers, fetched where they are not on this machine yet, and returns when all
    /// answer.
    ///
    /// @param names some of `mongodb`, `kafka` and `elasticsearch`
    /// @throws ServerException if one cannot be fetched or started; none runs then
    public static TemporaryServers start(Collection<String> names, Progress progress) {
        var directory = temporary();
        var home = new Home(directory);
        var servers = LocalServers.all(Cache.standard(), home, ServerPorts.picked()).only(names);
        var guardian = Guardian.start();
        try {
            var addresses =
                    servers.start(guardian, progress).stream()
                            .collect(
                                    Collectors.toUnmodifiableMap(
                                            RunningServer::name, RunningServer::address));
            return new TemporaryServers(directory, guardian, servers, addresses);
        } catch (RuntimeException e) {
            guardian.close();
            throw e;
        }
    }

    /// Where they are, as [RunningServer#address] has it, by name.
    public Map<String, String> addresses() {
        return addresses;
    }

    /// Ends them and removes what they kept.
    ///
    /// @throws UncheckedIOException if that cannot be removed
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

    // Open to others, so that Elasticsearch's data stays here even where it runs under another
    // user.
    private static Path temporary() {
        try {
            var mode = PosixFilePermissions.fromString("rwxr-xr-x");
            return Files.setPosixFilePermissions(
                    Files.createTempDirectory("konbini-servers"), mode);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
