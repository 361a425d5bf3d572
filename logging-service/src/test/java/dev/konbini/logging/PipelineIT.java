package dev.konbini.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.konbini.web.access.Role;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/// The service as it runs: its own lines and heartbeats go through Kafka too.
@SpringBootTest(properties = "konbini.telemetry.spool-directory=target/spool")
@AutoConfigureMockMvc
@DirtiesContext
class PipelineIT {

    private static final Suite SUITE = new Suite();
    private static final String TRACE = UUID.randomUUID().toString().replace("-", "");

    @Autowired MockMvcTester http;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        SUITE.register(registry);
        SUITE.makeTopic("orders", 1);
    }

    @Test
    void indexedEventLeavesALineInItsTraceAndThenThereIsPeace() {
        SUITE.send(
                "orders",
                "o",
                Map.of(),
                new Contract("orders")
                        .example("order-placed")
                        .replace("4bf92f3577b34da6a3ce929d0e0e4736", TRACE));

        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() ->
                        assertThat(SUITE.documents("logs-konbini-*"))
                                .filteredOn(hit ->
                                        TRACE.equals(
                                                hit.path("_source")
                                                        .path("trace")
                                                        .path("id")
                                                        .asString("")))
                                .extracting(hit -> hit.path("_source").path("message").asString())
                                .containsExactly(
                                        "Indexed dev.konbini.order.placed of order"
                                                + " 019ab0c2-8f00-7a10-9c3e-2f7a51d0c001"));
        var settled = new long[] {-1};
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofSeconds(4))
                .until(() -> {
                    var before = settled[0];
                    settled[0] = SUITE.count("logs-*");
                    return settled[0] == before;
                });
    }

    @Test
    void serviceIsAmongTheInstances() {
        await().untilAsserted(() ->
                assertThat(
                                http.get()
                                        .uri("/api/instances")
                                        .header(
                                                "Authorization",
                                                "Bearer " + SUITE.token(null, Role.OPERATOR)))
                        .bodyJson()
                        .extractingPath("$.items[0].service")
                        .isEqualTo("logging-service"));
    }
}
