package dev.konbini.cli.suite;

import dev.konbini.cli.Refusal;
import dev.konbini.servers.cache.Cache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The folder in which a suite keeps all that it has: one folder, one suite.
///
/// @param root absolute
public record DataFolder(Path root) {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    // An earlier version may have remembered fewer settings.
                    .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .build();

    private static final List<String> STORED =
            List.of(
                    "run",
                    "logs",
                    "data",
                    "keys",
                    "config",
                    "spool",
                    "operator-token",
                    "log-token",
                    "suite.json");

    public DataFolder {
        root = root.toAbsolutePath().normalize();
    }

    /// Records of its processes, one file each.
    public Path run() {
        return root.resolve("run");
    }

    public Path log(String member) {
        return root.resolve("logs").resolve(member + ".log");
    }

    public Path keys() {
        return root.resolve("keys");
    }

    public Path operatorToken() {
        return root.resolve("operator-token");
    }

    public Path logToken() {
        return root.resolve("log-token");
    }

    /// The settings a replica is started with.
    public Path config(Replica replica) {
        return root.resolve("config").resolve(replica.name() + ".properties");
    }

    /// Where a replica keeps the log lines that Kafka has not taken yet.
    public Path spool(Replica replica) {
        return root.resolve("spool").resolve(replica.name());
    }

    /// Held by the command that changes the suite.
    public Path lock() {
        return root.resolve("lock");
    }

    /// Whether MongoDB or Kafka has stored anything here.
    public boolean hasServerData() {
        try (var folders = Files.newDirectoryStream(root.resolve("data"), "{mongodb,kafka}*")) {
            return folders.iterator().hasNext();
        } catch (NoSuchFileException none) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path settingsFile() {
        return root.resolve("suite.json");
    }

    /// The settings of the suite that was last brought up here.
    ///
    /// @throws Refusal if they cannot be read
    public Optional<SuiteSettings> settings() {
        try {
            return Optional.of(
                    JSON.readValue(Files.readString(settingsFile()), SuiteSettings.class));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException | JacksonException e) {
            throw Refusal.failed(
                    "%s cannot be read (%s). Repair it, or remove it to go back to the usual settings."
                            .formatted(settingsFile(), e.getMessage()));
        }
    }

    /// Remembers the settings, whole or not at all. Only the owner may read them: a server's
    /// address may hold a password.
    public void remember(SuiteSettings settings) {
        PrivateFiles.write(settingsFile(), JSON.writeValueAsString(settings));
    }

    /// Removes what the suite stored here, and nothing else that somebody may have put beside it.
    /// What the launcher keeps in the same folder stays.
    ///
    /// @return what was removed, by name
    public List<String> purge() {
        var removed = new ArrayList<String>();
        for (var name : STORED) {
            var path = root.resolve(name);
            if (Files.exists(path)) {
                removeTree(path);
                removed.add(name);
            }
        }
        return removed;
    }

    private static void removeTree(Path path) {
        try {
            Cache.delete(path);
        } catch (IOException | UncheckedIOException e) {
            throw Refusal.failed(
                    path + " cannot be removed (" + e.getMessage() + "). Remove it by hand.");
        }
    }
}
