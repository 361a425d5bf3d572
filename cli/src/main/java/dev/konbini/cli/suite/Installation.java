package dev.konbini.cli.suite;

import dev.konbini.cli.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// Where Konbini itself is: the folder of the launcher, which is that of the root pom.
///
/// @param root absolute
/// @param environment as the launcher has set it
public record Installation(Path root, Map<String, String> environment) {

    /// As the launcher says in `KONBINI_HOME`.
    ///
    /// @throws Refusal if the command line was started without the launcher
    public static Installation current() {
        var environment = System.getenv();
        var home = environment.get("KONBINI_HOME");
        if (home == null) {
            throw Refusal.failed("Start Konbini through its launcher: ./konbini");
        }
        return new Installation(Path.of(home), environment);
    }

    public Path launcher() {
        return root.resolve("konbini");
    }

    /// What the JDK runs that the launcher has found.
    public Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    /// The modules that the launcher found to be stale.
    public List<String> staleModules() {
        return Arrays.stream(environment.getOrDefault("KONBINI_STALE", "").split(" ", -1))
                .filter(module -> !module.isEmpty())
                .toList();
    }

    /// `KONBINI_DATA`, or else `.konbini` beside the launcher.
    public Path usualData() {
        var data = environment.get("KONBINI_DATA");
        return data == null || data.isBlank() ? root.resolve(".konbini") : Path.of(data);
    }

    /// The service's built jar; of several versions' the one that was built last.
    ///
    /// @throws Refusal if it has not been built
    public Path jar(Service service) {
        var target = root.resolve(service.module()).resolve("target");
        try (var files = Files.newDirectoryStream(target, service.module() + "-*.jar")) {
            Path newest = null;
            for (var file : files) {
                if (newest == null || modified(file).isAfter(modified(newest))) {
                    newest = file;
                }
            }
            if (newest != null) {
                return newest;
            }
        } catch (IOException none) {
            // No target folder: it has not been built, which is said below.
        }
        throw Refusal.failed(
                "%s has not been built: there is no jar in %s. Run ./konbini build."
                        .formatted(service.module(), target));
    }

    private static Instant modified(Path file) throws IOException {
        return Files.getLastModifiedTime(file).toInstant();
    }
}
