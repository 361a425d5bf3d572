package dev.konbini.bench.stand;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.service.Readiness;
import dev.konbini.cli.service.ServiceProcesses;
import dev.konbini.cli.suite.Replica;
import dev.konbini.cli.suite.Service;
import dev.konbini.cli.task.Tasks;
import dev.konbini.servers.process.Launch;
import dev.konbini.servers.process.ManagedProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// One replica of logging-service as it runs in a cluster: the built jar in a process of its own,
/// under the JVM flags of its image.
public final class LoggingReplica implements AutoCloseable {

    private static final String RECORDED_START = "-XX:AOTCache=";
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
    private static final Duration READY_MAX = Duration.ofMinutes(3);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final ManagedProcess process;
    private final int port;
    private final int managementPort;

    private LoggingReplica(ManagedProcess process, int port, int managementPort) {
        this.process = process;
        this.port = port;
        this.managementPort = managementPort;
    }

    /// Starts the only one; does not wait until it is ready.
    ///
    /// @param heapMebibytes as much as its pod would give it
    /// @param options further JVM options, such as those of a profiler
    public static LoggingReplica start(Stand stand, int heapMebibytes, List<String> options) {
        return start(stand, 1, heapMebibytes, options);
    }

    /// Starts one of several; does not wait until it is ready.
    ///
    /// @param number 1 to 3
    public static LoggingReplica start(
            Stand stand, int number, int heapMebibytes, List<String> options) {
        var replica = new Replica(Service.LOGGING, number);
        var ports = stand.settings().ports();
        var process =
                Launch.of(replica.name(), command(stand, replica, heapMebibytes, options))
                        .port("http", ports.of(replica))
                        .port("management", ports.managementOf(replica))
                        .guardedBy(stand.guardian())
                        .start(stand.data().run(), stand.data().log(replica.name()));
        return new LoggingReplica(process, ports.of(replica), ports.managementOf(replica));
    }

    // The unpacked jar and its recorded start are those of `up`: an image has the same two.
    private static List<String> command(
            Stand stand, Replica replica, int heapMebibytes, List<String> options) {
        var installation = Stand.installation();
        var prepared =
                new ServiceProcesses(installation, stand.data(), stand.settings())
                        .command(replica, stand.config(), stand.guardian());
        var command = new ArrayList<String>();
        command.add(installation.java().toString());
        command.addAll(ClusterFlags.of(installation.root().resolve("pom.xml")));
        command.add("-Xmx" + heapMebibytes + "m");
        command.addAll(options);
        prepared.stream().filter(each -> each.startsWith(RECORDED_START)).forEach(command::add);
        command.addAll(prepared.subList(prepared.indexOf("-jar"), prepared.size()));
        return command;
    }

    public long pid() {
        return process.pid();
    }

    /// Returns when it is ready.
    ///
    /// @throws Refusal if it dies first, or is not within three minutes
    public LoggingReplica awaitReady() {
        long deadline = System.nanoTime() + READY_MAX.toNanos();
        while (!Readiness.of(managementPort)) {
            requireAlive();
            if (System.nanoTime() > deadline) {
                throw failure("was not ready within " + READY_MAX.toMinutes() + " minutes");
            }
            Tasks.pause(POLL);
        }
        return this;
    }

    /// Does nothing while it runs.
    ///
    /// @throws Refusal if it does not any more
    public void requireAlive() {
        if (!process.alive()) {
            throw failure("ended by itself");
        }
    }

    /// What it says of its intakes: `flowing`, or since when they wait and why; empty if it does
    /// not answer.
    public String intakes() {
        try (var content =
                URI.create("http://127.0.0.1:%d/actuator/health".formatted(managementPort))
                        .toURL()
                        .openStream()) {
            var health = new String(content.readAllBytes(), StandardCharsets.UTF_8);
            return Json.read(health).path("components").path("ingest").path("details").toString();
        } catch (IOException e) {
            return "";
        }
    }

    /// The JSON that it answers.
    ///
    /// @throws Refusal if it does not answer, or refuses
    public JsonNode get(String path, String token) {
        return Json.read(
                send(request(path, token).timeout(ANSWER_MAX).build(), BodyHandlers.ofString()));
    }

    /// The JSON that it answers to `body`, which is written as JSON.
    ///
    /// @throws Refusal if it does not answer, or refuses
    public JsonNode call(String method, String path, Object body, String token) {
        var request =
                request(path, token)
                        .timeout(ANSWER_MAX)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(Json.write(body)));
        return Json.read(send(request.build(), BodyHandlers.ofString()));
    }

    /// The lines that it streams in answer; to be closed.
    ///
    /// @throws Refusal if it does not answer, or refuses
    public Stream<String> stream(String path, String token) {
        return send(request(path, token).build(), BodyHandlers.ofLines());
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Authorization", "Bearer " + token);
    }

    private static <T> T send(HttpRequest request, BodyHandler<T> handler) {
        try {
            var answer = HTTP.send(request, handler);
            if (answer.statusCode() != 200) {
                throw Refusal.failed(
                        "%s was answered %d: %s"
                                .formatted(request.uri(), answer.statusCode(), answer.body()));
            }
            return answer.body();
        } catch (IOException e) {
            throw Refusal.failed("%s was not answered (%s).".formatted(request.uri(), e));
        } catch (InterruptedException e) {
            throw Tasks.interrupted(e);
        }
    }

    /// Ends it at once, in the middle of whatever it does (kill -9).
    public void kill() {
        process.kill();
    }

    private Refusal failure(String what) {
        return Refusal.failed("logging-service %s; %s".formatted(what, LogEnd.of(process)));
    }

    /// Stops it as a cluster does, and returns when it is gone.
    @Override
    public void close() {
        process.stop(GRACE);
    }
}
