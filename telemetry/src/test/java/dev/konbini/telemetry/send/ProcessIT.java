package dev.konbini.telemetry.send;

import static dev.konbini.telemetry.send.TopicReader.header;
import static dev.konbini.telemetry.send.TopicReader.json;
import static dev.konbini.telemetry.send.TopicReader.someSays;
import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.servers.process.Ports;
import dev.konbini.telemetry.service.TestService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/// Services as processes of their own, which can be killed.
class ProcessIT {

    private final String kafka = System.getProperty("konbini.test.kafka", "");
    private final String prefix = "t-" + UUID.randomUUID().toString().substring(0, 8) + ".";
    private final JsonMapper json = JsonMapper.builder().build();
    private final List<Process> processes = new ArrayList<>();

    @TempDir private Path spool;

    @AfterEach
    void end() throws InterruptedException {
        for (var process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void sendsWhatAKilledProcessLeft() throws Exception {
        var port = Ports.pick(1).getFirst();
        var killed = start("127.0.0.1:1", port);
        killed.awaitLine("Started TestService");
        var written = "";
        for (var i = 1; i <= 100; i++) {
            greet(port, "guest-" + i);
            written = killed.awaitLine("GET /greetings/guest-" + i + " ");
        }
        killed.process.destroyForcibly().waitFor();

        var next = start(kafka, port);
        next.awaitLine("Started TestService");
        var records = TopicReader.read(kafka, prefix + "logs", someSays("Started TestService in"));

        var instance = json.readTree(written).at("/service/node/name").asString();
        var last = json.readTree(written).at("/event/sequence").asLong();
        var left =
                TopicReader.read(
                        kafka,
                        prefix + "logs",
                        all ->
                                all.stream().filter(record -> instance.equals(record.key())).count()
                                        >= last);
        assertThat(left)
                .filteredOn(record -> instance.equals(record.key()))
                .extracting(record -> header(record, "id"))
                .isEqualTo(
                        LongStream.rangeClosed(1, last)
                                .mapToObj(sequence -> instance + "-" + sequence)
                                .toList());
        assertThat(json(records.getLast()).at("/service/name").asString()).isEqualTo("shop");
    }

    @Test
    void endsAtOnceWhenAskedToWhileKafkaIsDown() throws Exception {
        var service = start("127.0.0.1:1", 0, "-Dkonbini.telemetry.flush-timeout=1h");
        service.awaitLine("Started TestService");

        service.process.destroy();

        assertThat(service.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(service.process.exitValue()).isEqualTo(143);
    }

    @Test
    void endsATrainingRunWithoutKafkaAndLeavesNoLines() throws Exception {
        var service = start("127.0.0.1:1", 0, "-Dspring.context.exit=onRefresh");

        service.awaitLine("Starting TestService");
        assertThat(service.process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(service.process.exitValue()).isZero();
        assertThat(spool).isEmptyDirectory();
    }

    private Service start(String bootstrapServers, int port, String... options) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TestService.class.getName(),
                        "--spring.application.name=shop",
                        "--server.port=" + port,
                        "--konbini.topics.prefix=" + prefix,
                        "--konbini.telemetry.spool-directory=" + spool,
                        "--spring.kafka.bootstrap-servers=" + bootstrapServers));
        var process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        return new Service(process);
    }

    /// A process whose output is read as it comes: a full pipe would hold it up.
    private final class Service {

        private final Process process;
        private final BlockingQueue<String> output = new LinkedBlockingQueue<>();

        Service(Process process) {
            this.process = process;
            processes.add(process);
            Thread.ofVirtual().start(this::collect);
        }

        private void collect() {
            try (var lines = process.inputReader().lines()) {
                lines.forEach(output::add);
            } catch (UncheckedIOException _) {
                // It was killed.
            }
        }

        String awaitLine(String text) throws InterruptedException {
            for (var line = output.poll(60, TimeUnit.SECONDS);
                    line != null;
                    line = output.poll(60, TimeUnit.SECONDS)) {
                if (line.contains(text)) {
                    return line;
                }
            }
            throw new AssertionError("In a minute the process has not said: " + text);
        }
    }

    private static void greet(int port, String name) {
        RestClient.create("http://127.0.0.1:" + port)
                .get()
                .uri("/greetings/" + name)
                .retrieve()
                .toBodilessEntity();
    }
}
