package dev.konbini.telemetry.send;

import static dev.konbini.telemetry.send.TopicReader.header;
import static dev.konbini.telemetry.send.TopicReader.json;
import static dev.konbini.telemetry.send.TopicReader.someSays;
import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.servers.cache.Cache;
import dev.konbini.servers.local.Home;
import dev.konbini.servers.local.KafkaServer;
import dev.konbini.servers.local.Progress;
import dev.konbini.servers.process.Guardian;
import dev.konbini.servers.process.ManagedProcess;
import dev.konbini.servers.process.Ports;
import dev.konbini.telemetry.service.TestService;
import dev.konbini.telemetry.spool.Spool;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;

/// A service whose Kafka is not there, comes, is killed and comes back.
class OutageIT {

    // Not named for this class: what is logged in this package is not sent.
    private static final Logger LOGGER = LoggerFactory.getLogger("dev.konbini.shop.Till");
    private static final int LINES = 2000;

    private final Guardian guardian = Guardian.start();
    private final List<Integer> ports = Ports.pick(2);
    private final String address = "127.0.0.1:" + ports.getFirst();
    private final KafkaServer kafka;

    @TempDir private Path spool;

    OutageIT(@TempDir Path home) {
        kafka =
                new KafkaServer(
                        Cache.standard(), new Home(home), ports.getFirst(), ports.getLast());
    }

    @AfterEach
    void stop() {
        guardian.close();
    }

    @Test
    void holdsUpNobodyAndDeliversEveryLineOnceInOrder() {
        try (var context = startService()) {
            var instance =
                    context.getEnvironment().getRequiredProperty("konbini.telemetry.instance");
            log("before the first start");
            assertThat(greet(context)).isEqualTo("hello");

            var process = startKafka();
            TopicReader.read(address, "konbini.logs", someSays("before the first start " + LINES));
            log("while it runs");
            process.kill();
            log("after it was killed");
            assertThat(greet(context)).isEqualTo("hello");

            startKafka();
            log("at last");
            var records = TopicReader.read(address, "konbini.logs", someSays("at last " + LINES));

            var lines = records.stream().map(TopicReader::json).toList();
            assertThat(records)
                    .extracting(record -> header(record, "id"))
                    .doesNotHaveDuplicates()
                    .allSatisfy(id -> assertThat(id).startsWith(instance));
            assertThat(lines)
                    .extracting(line -> line.at("/event/sequence").asLong())
                    .isEqualTo(LongStream.rangeClosed(1, lines.size()).boxed().toList());
            assertThat(lines).hasSizeGreaterThan(4 * LINES);
            assertThat(context.getBean(Spool.class).lost()).isZero();
            assertThat(json(records.getLast()).at("/message").asString())
                    .isEqualTo("at last " + LINES);
        }
    }

    private ManagedProcess startKafka() {
        return kafka.start(guardian, Progress.NONE).process().orElseThrow();
    }

    private ConfigurableApplicationContext startService() {
        var application = new SpringApplication(TestService.class);
        application.setMainApplicationClass(TestService.class);
        application.setDefaultProperties(
                Map.of(
                        "spring.application.name",
                        "shop",
                        "server.port",
                        "0",
                        "konbini.telemetry.spool-directory",
                        spool.toString(),
                        "spring.kafka.bootstrap-servers",
                        address));
        return application.run();
    }

    private static void log(String when) {
        for (var i = 1; i <= LINES; i++) {
            LOGGER.info("{} {}", when, i);
        }
    }

    private static String greet(ConfigurableApplicationContext context) {
        var port = context.getEnvironment().getRequiredProperty("local.server.port");
        return String.valueOf(
                RestClient.create("http://127.0.0.1:" + port)
                        .get()
                        .uri("/greetings/mika")
                        .retrieve()
                        .body(String.class));
    }
}
