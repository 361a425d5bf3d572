package dev.konbini.servers.local;

import dev.konbini.servers.ServerException;
import dev.konbini.servers.cache.Cache;
import dev.konbini.servers.cache.Digest;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The command that starts Elasticsearch's server, without its launcher.
///
/// `bin/elasticsearch` runs four programs: one checks the JDK, one prepares (reads settings and JVM
/// options, makes the keystore), one stays to pass signals on, and one is the server. What the
/// second hands to the third, a launch descriptor, depends only on the settings. So the second is
/// run once and its descriptor kept; every later start runs the server alone, which saves seconds
/// and 50 MB.
///
/// @param command the server's program and arguments
/// @param arguments a file that the server reads as its standard input
record ElasticsearchLaunch(List<String> command, Path arguments) {

    // `LaunchDescriptor` of Elasticsearch 9.5: MAGIC, command, JVM options, JVM arguments,
    // environment,
    // working directory, temporary directory, daemonize, server arguments.
    private static final int MAGIC = 1163086916;
    private static final long PREPARE_MINUTES_MAX = 5;

    /// Prepares the server in `server` for the instance in `place`, or takes what an earlier start
    /// prepared from the same settings.
    static ElasticsearchLaunch prepare(Path server, ElasticsearchPlace place) throws IOException {
        var folder = place.data().resolve("launch");
        var key = folder.resolve("key");
        var arguments = folder.resolve("arguments");
        var descriptor = folder.resolve("descriptor");
        var wanted = key(server, place);
        if (!Files.exists(key) || !Files.readString(key).equals(wanted)) {
            Cache.delete(folder);
            Files.createDirectories(folder);
            // The arguments hold the keystore's seed.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            runPreparer(server, place, descriptor);
        }
        var command = read(descriptor, arguments);
        Files.writeString(key, wanted);
        return new ElasticsearchLaunch(
                place.user().map(user -> user.command(command)).orElse(command), arguments);
    }

    private static String key(Path server, ElasticsearchPlace place) throws IOException {
        var settings = new StringBuilder(server + "\n" + JavaCommand.path() + "\n");
        for (var file : List.of("elasticsearch.yml", "jvm.options")) {
            settings.append(Files.readString(place.config().resolve(file)));
        }
        return Digest.of(settings.toString());
    }

    private static void runPreparer(Path server, ElasticsearchPlace place, Path descriptor)
            throws IOException {
        var prepare =
                List.of(
                        JavaCommand.path(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dcli.name=server",
                        "-Dcli.libs=lib/tools/server-cli",
                        "-Des.path.home=" + server,
                        "-Des.path.conf=" + place.config(),
                        "-Des.distribution.type=zip",
                        "-cp",
                        server + "/lib/*" + File.pathSeparator + server + "/lib/cli-launcher/*",
                        "org.elasticsearch.launcher.CliToolLauncher",
                        // As a daemon it does not take the end of its input for the end of its
                        // launcher.
                        "--daemonize");
        var command = place.user().map(user -> user.command(prepare)).orElse(prepare);
        var messages = descriptor.resolveSibling("messages");
        var builder =
                new ProcessBuilder(command)
                        .directory(server.toFile())
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(descriptor.toFile())
                        .redirectError(messages.toFile());
        builder.environment().put("ES_TMPDIR", place.temporary().toString());
        builder.environment().put("ES_REDIRECT_STDOUT_TO_STDERR", "true");
        builder.environment().keySet().removeAll(List.of("ES_JAVA_OPTS", "JAVA_TOOL_OPTIONS"));
        if (!succeeds(builder)) {
            throw new ServerException(
                    "Elasticsearch could not be prepared:\n" + Files.readString(messages),
                    "Make sure that the JDK "
                            + JavaCommand.home()
                            + place.user()
                                    .map(user -> " can be read by " + user.name())
                                    .orElse(" is whole"));
        }
    }

    private static boolean succeeds(ProcessBuilder builder) throws IOException {
        try {
            var process = builder.start();
            // Its death is seen at once, so only a machine far too busy comes near the limit.
            if (!process.waitFor(PREPARE_MINUTES_MAX, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
            return process.waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static List<String> read(Path descriptor, Path arguments) throws IOException {
        try (var input =
                new DataInputStream(new ByteArrayInputStream(Files.readAllBytes(descriptor)))) {
            if (input.readInt() != MAGIC) {
                throw new IOException("Elasticsearch's launch descriptor is not understood");
            }
            var command = new ArrayList<String>();
            command.add(input.readUTF());
            command.addAll(texts(input, input.readInt()));
            command.addAll(texts(input, input.readInt()));
            // The environment that the preparer saw, and two folders: ours are set when it is
            // started.
            texts(input, 2 * input.readInt() + 2);
            input.readBoolean();
            Files.write(arguments, input.readNBytes(input.readInt()));
            return command;
        }
    }

    private static List<String> texts(DataInputStream input, int count) throws IOException {
        var texts = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            texts.add(input.readUTF());
        }
        return texts;
    }
}
