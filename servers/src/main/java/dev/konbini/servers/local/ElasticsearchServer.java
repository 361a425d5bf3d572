package dev.konbini.servers.local;

import dev.konbini.servers.ServerException;
import dev.konbini.servers.cache.Archive;
import dev.konbini.servers.cache.Cache;
import dev.konbini.servers.cache.Digest;
import dev.konbini.servers.cache.Maven;
import dev.konbini.servers.process.Guardian;
import dev.konbini.servers.process.Launch;
import dev.konbini.servers.process.ManagedProcess;
import dev.konbini.servers.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// An Elasticsearch node, alone in its cluster, in a JVM of its own.
///
/// Comes from Maven Central as the distribution that Elastic makes for integration tests: the real
/// server with fewer modules. It refuses to run as root, and so runs as `nobody` when this program
/// is root; [ElasticsearchPlace] says where its files are then. It listens on the loopback address
/// only, without its own security.
public final class ElasticsearchServer implements LocalServer {

    public static final String NAME = "elasticsearch";
    public static final String VERSION = "9.5.3";

    private static final String ARTIFACT =
            "org.elasticsearch.distribution.integ-test-zip:elasticsearch:" + VERSION + ":zip";
    private static final String SHA256 =
            "bec49f3b8d00e75c8d1cec85c35298635ec9fbd3ae80ef5aeb6bc05abdb3db2d";
    private static final String UNPACKED = "elasticsearch-" + VERSION;
    // A process that dies is seen at once: this is for one that hangs, on however busy a machine.
    private static final Duration READY_LIMIT = Duration.ofMinutes(5);

    private final Home home;
    private final int port;
    private final int transportPort;
    private final ElasticsearchPlace place;
    private final ElasticsearchJvm jvm;

    public ElasticsearchServer(Cache cache, Home home, int port, int transportPort) {
        this(cache, home, port, transportPort, ElasticsearchJvm.SMALL);
    }

    public ElasticsearchServer(
            Cache cache, Home home, int port, int transportPort, ElasticsearchJvm jvm) {
        this.home = home;
        this.port = port;
        this.transportPort = transportPort;
        this.place = ElasticsearchPlace.of(cache, home.data(NAME));
        this.jvm = jvm;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void fetch(Progress progress) {
        server(progress);
    }

    @Override
    public RunningServer start(Guardian guardian, Progress progress) {
        var earlier = ManagedProcess.find(home.run(), NAME).filter(ManagedProcess::alive);
        var process = earlier.orElseGet(() -> launch(guardian, progress));
        var url = "http://127.0.0.1:" + process.ports().get("http");
        process.awaitReady(READY_LIMIT, () -> ElasticsearchProbe.answers(url));
        return new RunningServer(NAME, url, process.version(), Optional.of(process));
    }

    @Override
    public boolean answers() {
        return ElasticsearchProbe.answers("http://127.0.0.1:" + port);
    }

    @Override
    public void purge() throws IOException {
        Cache.delete(place.data());
        Cache.delete(home.data(NAME));
    }

    private Path server(Progress progress) {
        var folder =
                place.cache()
                        .folder(
                                UNPACKED,
                                part -> {
                                    progress.report(
                                            NAME,
                                            Progress.Kind.STEP,
                                            "fetching Elasticsearch " + VERSION);
                                    unpack(part);
                                });
        return folder.resolve(UNPACKED);
    }

    private static void unpack(Path folder) throws IOException {
        Maven.copy(ARTIFACT, folder);
        var zip = folder.resolve(UNPACKED + ".zip");
        Digest.require("Elasticsearch " + VERSION, SHA256, Digest.of(zip));
        Archive.unzip(zip, folder, name -> true);
        Files.delete(zip);
    }

    private ManagedProcess launch(Guardian guardian, Progress progress) {
        Ports.requireFree("Elasticsearch", port);
        Ports.requireFree("Elasticsearch's transport", transportPort);
        place.moved().ifPresent(why -> progress.report(NAME, Progress.Kind.STEP, why));
        var server = server(progress);
        progress.report(NAME, Progress.Kind.STEP, "starting on port " + port);
        try {
            place.prepare(ElasticsearchSettings.node(place, port, transportPort), jvm);
            var prepared = ElasticsearchLaunch.prepare(server, place);
            return Launch.of(NAME, prepared.command())
                    .version(VERSION)
                    .directory(place.logs())
                    .environment("LIBFFI_TMPDIR", place.temporary().toString())
                    .input(prepared.arguments())
                    .ownLog(place.logs().resolve("elasticsearch.log"))
                    .port("http", port)
                    .port("transport", transportPort)
                    .guardedBy(guardian)
                    .start(home.run(), home.log(NAME));
        } catch (IOException e) {
            throw new ServerException(
                    "Elasticsearch's files cannot be written: " + e.getMessage(),
                    "Make " + place.data() + " writable",
                    e);
        }
    }
}
