package dev.konbini.cli.cluster;

import dev.konbini.cli.Refusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Tells each change of a release's replicas as the cluster tells it, until it is closed.
public final class PodWatch implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Process process;

    private PodWatch(Process process) {
        this.process = process;
    }

    /// Begins with the replicas that there are.
    ///
    /// @param seen told, on another thread, a replica as it is now, and whether it is still there
    /// @throws Refusal if `kubectl` cannot be started
    public static PodWatch start(Cluster cluster, BiConsumer<Pod, Boolean> seen) {
        try {
            var process =
                    new ProcessBuilder(
                                    Program.apart(
                                            cluster.kubectl(
                                                    "get",
                                                    "pods",
                                                    "--watch",
                                                    "--output-watch-events",
                                                    "--output=json")))
                            .redirectInput(Path.of("/dev/null").toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            Thread.ofVirtual().name("pod-watch").start(() -> read(process, seen));
            return new PodWatch(process);
        } catch (IOException e) {
            throw Refusal.failed("kubectl cannot be started (%s).".formatted(e.getMessage()));
        }
    }

    private static void read(Process process, BiConsumer<Pod, Boolean> seen) {
        try (var output = process.getInputStream()) {
            events(output, seen);
        } catch (IOException | JacksonException ended) {
            // It was closed in the middle of a line.
        }
    }

    static void events(InputStream output, BiConsumer<Pod, Boolean> seen) {
        try (var events = JSON.readerFor(JsonNode.class).<JsonNode>readValues(output)) {
            while (events.hasNextValue()) {
                var event = events.nextValue();
                seen.accept(
                        Pod.from(event.path("object")),
                        !event.path("type").asString("").equals("DELETED"));
            }
        }
    }

    @Override
    public void close() {
        process.destroy();
    }
}
