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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// A Kafka broker that is a KRaft controller, too, in a JVM of its own: alone, or one of several
/// that hold a copy of everything each.
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
    private final KafkaNode node;
    private final KafkaClasses classes;

    /// The one broker of its cluster.
    public KafkaServer(Cache cache, Home home, int port, int controllerPort) {
        this(cache, home, KafkaNode.alone(port, controllerPort));
    }

    private KafkaServer(Cache cache, Home home, KafkaNode node) {
        this(cache, home, node, new KafkaClasses.Archive(cache, VERSION));
    }

    KafkaServer(Cache cache, Home home, KafkaNode node, KafkaClasses classes) {
        this.cache = cache;
        this.home = home;
        this.node = node;
        this.classes = classes;
    }

    /// One of several brokers. It answers when a majority of them runs.
    ///
    /// @param number which of them, from 1
    /// @param ports of all, by number
    /// @param controllerPorts of all, by number
    public static KafkaServer member(
            Cache cache,
            Home home,
            int number,
            List<Integer> ports,
            List<Integer> controllerPorts) {
        return new KafkaServer(cache, home, new KafkaNode(number, ports, controllerPorts));
    }

    @Override
    public String name() {
        return node.name();
    }

    @Override
    public boolean answers() {
        return KafkaProbe.serves("127.0.0.1:" + node.port());
    }

    @Override
    public void fetch(Progress progress) {
        jars(progress);
        classes.jvmOptions(progress);
    }

    @Override
    public RunningServer start(Guardian guardian, Progress progress) {
        var earlier = ManagedProcess.find(home.run(), name()).filter(ManagedProcess::alive);
        var process = earlier.orElseGet(() -> launch(guardian, progress));
        var address = "127.0.0.1:" + process.ports().get("kafka");
        process.awaitReady(READY_LIMIT, () -> KafkaProbe.serves(address));
        return new RunningServer(
                name(),
                node.isAlone() ? address : node.bootstrap(),
                process.version(),
                Optional.of(process));
    }

    @Override
    public void purge() throws IOException {
        Cache.delete(home.data(name()));
    }

    private Path jars(Progress progress) {
        return cache.folder(
                CACHED,
                folder -> {
                    progress.report(name(), Progress.Kind.STEP, "fetching Kafka " + VERSION);
                    Maven.copyWithDependencies(ARTIFACTS, folder);
                    Digest.require("Kafka " + VERSION, SHA256, Digest.ofFolder(folder));
                });
    }

    private ManagedProcess launch(Guardian guardian, Progress progress) {
        Ports.requireFree("Kafka", node.port());
        Ports.requireFree("Kafka's controller", node.controllerPort());
        var classPath = classPath(jars(progress));
        try {
            var settings = writeSettings();
            if (!Files.exists(data().resolve("meta.properties"))) {
                progress.report(name(), Progress.Kind.STEP, "formatting its storage");
                format(classPath, settings);
            }
            progress.report(name(), Progress.Kind.STEP, "starting on port " + node.port());
            var options = classes.jvmOptions(progress);
            var server = List.of("kafka.Kafka", settings.toString());
            return Launch.of(name(), command(options, classPath, server))
                    .version(VERSION)
                    .port("kafka", node.port())
                    .port("controller", node.controllerPort())
                    .guardedBy(guardian)
                    .start(home.run(), home.log(name()));
        } catch (IOException e) {
            throw new ServerException(
                    "Kafka's files cannot be written: " + e.getMessage(),
                    "Make " + home.data(name()) + " writable",
                    e);
        }
    }

    private Path data() {
        return home.data(name()).resolve("log");
    }

    private Path writeSettings() throws IOException {
        Files.createDirectories(data());
        Files.writeString(home.data(name()).resolve("log4j2.properties"), KafkaSettings.logging());
        return Files.writeString(
                home.data(name()).resolve("server.properties"), KafkaSettings.broker(node, data()));
    }

    private void format(String classPath, Path settings) {
        var tool =
                new ArrayList<>(
                        List.of(
                                "kafka.tools.StorageTool",
                                "format",
                                "-t",
                                clusterId(),
                                "-c",
                                settings.toString()));
        if (node.isAlone()) {
            tool.add("--standalone");
        }
        var command = command(List.of(), classPath, tool);
        var result = Tool.run(home.data(name()), command);
        if (!result.succeeded()) {
            throw new ServerException(
                    "Kafka's storage could not be formatted:\n" + result.tail(),
                    "Remove " + home.data(name()) + " and run this again");
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
                                "-XX:+UseTransparentHugePages",
                                "-XX:+ExitOnOutOfMemoryError",
                                "-Dlog4j2.configurationFile="
                                        + home.data(name()).resolve("log4j2.properties").toUri()));
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
    // a hyphen would be taken for an option. All brokers of a cluster have the same, also where one
    // of them is formatted anew: it comes from where the suite lies.
    private String clusterId() {
        for (int attempt = 0; ; attempt++) {
            var seed = home.root() + " " + attempt;
            var id = UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
            var bytes =
                    ByteBuffer.allocate(16)
                            .putLong(id.getMostSignificantBits())
                            .putLong(id.getLeastSignificantBits())
                            .array();
            var text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            if (!text.startsWith("-")) {
                return text;
            }
        }
    }
}
