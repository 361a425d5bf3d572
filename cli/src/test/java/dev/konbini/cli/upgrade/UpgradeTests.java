package dev.konbini.cli.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.konbini.cli.cluster.Cluster;
import dev.konbini.cli.cluster.Helm;
import dev.konbini.cli.terminal.Progress;
import dev.konbini.cli.upgrade.Outcome.Judgement;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Against a gateway that answers as a test wants, a cluster of which there is only what kubectl
/// and helm say, and stores that cannot be read.
class UpgradeTests {

    private final Interruption interruption = new Interruption();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final Progress progress =
            Progress.plain(new PrintStream(said, true, StandardCharsets.UTF_8));
    private final AtomicInteger removed = new AtomicInteger();
    private volatile boolean takesProductsOut = true;

    @TempDir private Path namespace;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        runs("1.0.0");
        program("helm", "[ \"$3\" = status ] && echo '{\"version\": 7}'; true");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void storesThatCannotBeReadLeaveAnOutcomeThatIsNotProven() throws IOException {
        program(
                "helm",
                "[ \"$3\" = status ] && echo '{\"version\": 7}'; [ \"$3\" = upgrade ] && mv \"$2/after\" \"$2/pods\"; true");
        Files.writeString(namespace.resolve("after"), pods("2.0.0"));

        var outcome = upgrade();

        assertThat(outcome.complaint()).isNull();
        assertThat(outcome.judgement()).isEqualTo(Judgement.NOT_PROVEN);
        assertThat(outcome.verdict())
                .anyMatch(reason -> reason.startsWith("MongoDB could not be read"))
                .anyMatch(reason -> reason.startsWith("Kafka could not be read"))
                .anyMatch(reason -> reason.startsWith("Elasticsearch could not be read"))
                .contains("The stock that is reserved could not be read.");
        assertThat(removed).hasValue(16);
    }

    @Test
    void replicasThatDoNotRunWhatIsWantedAreNamed() {
        var outcome = upgrade();

        assertThat(outcome.complaint())
                .startsWith("gateway runs 1.0.0, not 2.0.0. To have one version everywhere: helm");
        assertThat(outcome.judgement()).isEqualTo(Judgement.BROKEN);
    }

    @Test
    void interruptionBeforeAnythingWasReplacedClearsAway() throws InterruptedException {
        var end = Thread.ofVirtual().start(() -> interruption.interrupt(progress));
        interruption.pause(Duration.ofMinutes(1));

        var outcome = upgrade();

        assertThat(outcome.complaint())
                .isEqualTo("Nothing was replaced: this command was interrupted.");
        assertThat(removed).hasValue(16);
        interruption.close();
        end.join();
    }

    @Test
    void productsThatCannotBeTakenOutAreTold() {
        takesProductsOut = false;

        var outcome = upgrade();

        assertThat(outcome.to()).isEqualTo("2.0.0");
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("may be left in the shop");
    }

    private Outcome upgrade() {
        var cluster = new Cluster(namespace.toString(), "konbini");
        var helm = new Helm(cluster, "chart", Duration.ofSeconds(60));
        var gateway = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new Upgrade(
                        new KubeRollout(cluster, helm, "2.0.0", progress),
                        new Outside(gateway, "token", stores()),
                        new Upgrade.Plan(
                                40, Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ZERO),
                        interruption,
                        progress)
                .run(List.of("1.0.0"));
    }

    private static Stores stores() {
        return new Stores(
                new MongoOrders("none"),
                List.of(
                        new KafkaEvents(Map.of("bootstrap.servers", "none"), "konbini.orders"),
                        new ElasticEvents(URI.create("none"), null, "konbini-events-*")));
    }

    private void runs(String version) throws IOException {
        Files.writeString(namespace.resolve("pods"), pods(version));
        program("kubectl", "case \"$*\" in *--watch*) exec sleep 600 ;; esac; cat \"$2/pods\"");
    }

    private static String pods(String version) {
        return """
        {"items":[{"metadata":{"name":"gateway-x","labels":{"app.kubernetes.io/name":"gateway"}},"spec":{"containers":[{"image":"konbini/gateway:%s"}]},"status":{"conditions":[{"type":"Ready","status":"True"}]}}]}\
        """
                .formatted(version);
    }

    private void program(String name, String script) throws IOException {
        var file = namespace.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        var path = exchange.getRequestURI().getPath();
        int status = 200;
        var body = "{}";
        if (exchange.getRequestMethod().equals("DELETE")) {
            removed.incrementAndGet();
            if (!takesProductsOut) {
                exchange.close();
                return;
            }
        } else if (path.equals("/api/logs/tail")) {
            status = 404;
        } else if (path.startsWith("/api/stock") && removed.get() > 0) {
            status = 503;
        } else if (path.equals("/api/carts")) {
            status = 201;
            body = "{\"id\":\"c1\"}";
        } else if (path.endsWith("/offer")) {
            body = "{\"offerId\":\"%s\",\"offer\":\"jws\"}".formatted(UUID.randomUUID());
        } else if (exchange.getRequestMethod().equals("POST")) {
            status = 201;
        }
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
