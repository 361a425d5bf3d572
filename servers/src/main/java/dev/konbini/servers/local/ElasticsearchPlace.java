package dev.konbini.servers.local;

import dev.konbini.servers.cache.Cache;
import dev.konbini.servers.cache.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/// Where Elasticsearch's files are: where the suite keeps its files, unless the user under whom it
/// must run cannot come there.
///
/// That is so for root whose home directory, as usual, is closed to others. The unpacked server is
/// then in `/var/cache/konbini`, and what the instance keeps in `/var/lib/konbini/ID`, with an id
/// taken from the path where it would have been.
///
/// @param cache holds the unpacked server
/// @param data all that the instance keeps: settings, indices, logs
/// @param user the user under whom it runs; empty where that is the present one
/// @param moved says where the files went, if they did
record ElasticsearchPlace(
        Cache cache, Path data, Optional<UnprivilegedUser> user, Optional<String> moved) {

    private static final Path SYSTEM_CACHE = Path.of("/var/cache/konbini");
    private static final Path SYSTEM_DATA = Path.of("/var/lib/konbini");
    private static final int ID_LENGTH = 16;

    static ElasticsearchPlace of(Cache cache, Path data) {
        var user = UnprivilegedUser.ifRoot();
        if (user.isEmpty()) {
            return new ElasticsearchPlace(cache, data, user, Optional.empty());
        }
        var reachesCache = user.get().reaches(cache.root());
        var reachesData = user.get().reaches(data);
        var place =
                new ElasticsearchPlace(
                        reachesCache ? cache : new Cache(SYSTEM_CACHE),
                        reachesData ? data : SYSTEM_DATA.resolve(id(data)),
                        user,
                        Optional.empty());
        return reachesCache && reachesData ? place : place.told();
    }

    Path config() {
        return data.resolve("config");
    }

    Path indices() {
        return data.resolve("indices");
    }

    Path logs() {
        return data.resolve("logs");
    }

    Path temporary() {
        return data.resolve("tmp");
    }

    /// Makes the folders, writes the settings, and gives all to the user under whom it runs.
    ///
    /// @param settings the text of `elasticsearch.yml`
    void prepare(String settings, ElasticsearchJvm jvm) throws IOException {
        for (var folder : List.of(config(), indices(), logs(), temporary())) {
            Files.createDirectories(folder);
        }
        write("elasticsearch.yml", settings);
        write("jvm.options", ElasticsearchSettings.jvm(jvm));
        write("log4j2.properties", ElasticsearchSettings.logging());
        if (user.isPresent()) {
            user.get().own(data);
            user.get().open(data);
            user.get().open(cache.root());
        }
    }

    private void write(String file, String text) throws IOException {
        var path = Files.writeString(config().resolve(file), text);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));
    }

    private ElasticsearchPlace told() {
        var text =
                "as root it runs as %s, who cannot enter the suite's own folders: server in %s, data in %s"
                        .formatted(user.orElseThrow().name(), cache.root(), data);
        return new ElasticsearchPlace(cache, data, user, Optional.of(text));
    }

    private static String id(Path data) {
        return Digest.of(data.toString()).substring(0, ID_LENGTH);
    }
}
