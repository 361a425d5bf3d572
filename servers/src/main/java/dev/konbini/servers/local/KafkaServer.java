package dev.konbini.servers.local;

import dev.konbini.servers.ServerException;
import dev.konbini.servers.cache.Cache;
import dev.konbini.servers.cache.Digest;
import dev.konbini.servers.cache.Maven;
import dev.konbini.servers.cache.Tool;
import dev.konbini.servers.process.Guardian;
import dev.konbini.servers.process.Launch;
import dev.konbini.servers.process.ManagedProcess;
import dev.konbini.servers.process.Ports;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// A Kafka broker that is its own KRaft controller, in a JVM of its own.
///
/// Comes from Maven Central as the broker's jar and all it needs. Maven's choice among versions of
/// the same library is part of what is pinned: the digest is that of the whole set
/// ([Digest#ofFolder]).
public final class KafkaServer implements LocalServer {

    public static final String NAME = "kafka";
    public static final String VERSION = "4.3.1";

    // Kafka logs through SLF4J 1.7 and brings Log4j, but not what joins the two.
    private static final List<String> ARTIFACTS =
            List.of(
                    "org.apache.kafka:kafka_2.13:" + VERSION,
                    "org.apache.logging.log4j:log4j-slf4j-impl:2.25.4");
    private static final String SHA256 =
            "91e99fe3638473b79edb85486d60766c1fa601393f2dfcd04249610ae13ee4f1";
    private static final String CACHED = "kafka-" + VERSION;
    // A process that dies is seen at once: this is for one that hangs, on however busy a machine.
    private static final Duration READY_LIMIT = Duration.ofMinutes(5);

    private final Cache cache;
    private final Home home;
    private final int port;
    private final int controllerPort;
    private final KafkaClasses classes;

    public KafkaServer(Cache cache, Home home, int port, int controllerPort) {
        this(cache, home, port, controllerPort, new KafkaClasses.Archive(cache, VERSION));
    }

    KafkaServer(Cache cache, Home home, int port, int controllerPort, KafkaClasses classes) {
        this.cache = cache;
        this.home = home;
        this.port = port;
        this.controllerPort = controllerPort;
        this.classes = classes;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void fetch(Progress progress) {
        jars(progress);
        classes.jvmOptions(progress);
    }

    @Override
    public RunningServer start(Guardian guardian, Progress progress) {
        var earlier = ManagedProcess.find(home.run(), NAME).filter(ManagedProcess::alive);
        var process = earlier.orElseGet(() -> launch(guardian, progress));
        var address = "127.0.0.1:" + process.ports().get("kafka");
        process.awaitReady(READY_LIMIT, () -> KafkaProbe.answers(address));
        return new RunningServer(NAME, address, process.version(), Optional.of(process));
    }

    @Override
    public void purge() throws IOException {
        Cache.delete(home.data(NAME));
    }

    private Path jars(Progress progress) {
        return cache.folder(
                CACHED,
                folder -> {
                    progress.report(NAME, Progress.Kind.STEP, "fetching Kafka " + VERSION);
                    Maven.copyWithDependencies(ARTIFACTS, folder);
                    Digest.require("Kafka " + VERSION, SHA256, Digest.ofFolder(folder));
                });
    }

    private ManagedProcess launch(Guardian guardian, Progress progress) {
        Ports.requireFree("Kafka", port);
        Ports.requireFree("Kafka's controller", controllerPort);
        var classPath = classPath(jars(progress));
        try {
            var settings = writeSettings();
            if (!Files.exists(data().resolve("meta.properties"))) {
                progress.report(NAME, Progress.Kind.STEP, "formatting its storage");
                format(classPath, settings);
            }
            progress.report(NAME, Progress.Kind.STEP, "starting on port " + port);
            var options = classes.jvmOptions(progress);
            var server = List.of("kafka.Kafka", settings.toString());
            return Launch.of(NAME, command(options, classPath, server))
                    .version(VERSION)
                    .port("kafka", port)
                    .port("controller", controllerPort)
                    .guardedBy(guardian)
                    .start(home.run(), home.log(NAME));
        } catch (IOException e) {
            throw new ServerException(
                    "Kafka's files cannot be written: " + e.getMessage(),
                    "Make " + home.data(NAME) + " writable",
                    e);
        }
    }

    private Path data() {
        return home.data(NAME).resolve("log");
    }

    private Path writeSettings() throws IOException {
        Files.createDirectories(data());
        Files.writeString(home.data(NAME).resolve("log4j2.properties"), KafkaSettings.logging());
        return Files.writeString(
                home.data(NAME).resolve("server.properties"),
                KafkaSettings.broker(port, controllerPort, data()));
    }

    private void format(String classPath, Path settings) {
        var tool =
                List.of(
                        "kafka.tools.StorageTool",
                        "format",
                        "--standalone",
                        "-t",
                        clusterId(),
                        "-c",
                        settings.toString());
        var command = command(List.of(), classPath, tool);
        var result = Tool.run(home.data(NAME), command);
        if (!result.succeeded()) {
            throw new ServerException(
                    "Kafka's storage could not be formatted:\n" + result.tail(),
                    "Remove " + home.data(NAME) + " and run this again");
        }
    }

    private List<String> command(
            List<String> options, String classPath, List<String> mainAndArguments) {
        var command =
                new ArrayList<>(
                        List.of(
                                JavaCommand.path(),
                                "-Xms64m",
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+ExitOnOutOfMemoryError",
                                "-Dlog4j2.configurationFile="
                                        + home.data(NAME).resolve("log4j2.properties").toUri()));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath));
        command.addAll(mainAndArguments);
        return command;
    }

    private static String classPath(Path jars) {
        try (var files = Files.list(jars)) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".jar"))
                    .sorted()
                    .collect(Collectors.joining(File.pathSeparator));
        } catch (IOException e) {
            throw new ServerException(
                    "The cache folder " + jars + " cannot be read", "Make it readable", e);
        }
    }

    // 16 bytes in URL-safe base64 without padding, as Kafka writes its UUIDs. One that begins with
    // a
    // hyphen would be taken for an option.
    private static String clusterId() {
        String text;
        do {
            var id = UUID.randomUUID();
            var bytes =
                    ByteBuffer.allocate(16)
                            .putLong(id.getMostSignificantBits())
                            .putLong(id.getLeastSignificantBits())
                            .array();
            text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        } while (text.startsWith("-"));
        return text;
    }
}
