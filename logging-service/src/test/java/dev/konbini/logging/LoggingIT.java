package dev.konbini.logging;

import static org.awaitility.Awaitility.await;

import dev.konbini.logging.tenant.Tenants;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/// A service that runs against the real servers, shared by the tests that need nothing special of
/// it. They keep apart by tenants and orders of their own.
@SpringBootTest(
        properties = "konbini.telemetry.enabled=false",
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@AutoConfigureMockMvc
public abstract class LoggingIT {

    protected static final Suite SUITE = new Suite();

    @Autowired protected MockMvcTester http;
    @Autowired private Tenants tenants;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        SUITE.register(registry);
        registry.add("konbini.syslog.tcp-port", () -> 0);
        registry.add("konbini.syslog.udp-port", () -> 0);
        registry.add("konbini.forward.port", () -> 0);
        registry.add("konbini.forward.shared-key", () -> "shared");
        registry.add("konbini.forward.users[0].name", () -> "shipper");
        registry.add("konbini.forward.users[0].password", () -> "secret");
        registry.add("konbini.forward.users[0].tenant", () -> "forwarded");
        SUITE.makeTopic("logs", 2);
        SUITE.makeTopic("orders", 2);
        SUITE.makeTopic("heartbeats", 1);
        SUITE.makeTopic("metrics", 2);
        registry.add("konbini.staging.enabled", () -> true);
        registry.add("konbini.staging.prefix", () -> SUITE.topic("staging-"));
        registry.add("konbini.staging.wait-min", () -> "200ms");
        SUITE.makeTopic("staging-" + SUITE.topic("logs"), 2);
        registry.add("konbini.metrics.intake.graphite-port", () -> 0);
        registry.add("konbini.metrics.intake.statsd-port", () -> 0);
        registry.add("konbini.metrics.intake.flush-interval", () -> "500ms");
    }

    /// A service does not wait long for them before it is ready.
    @BeforeEach
    void awaitTenants() {
        await().pollDelay(Duration.ZERO).until(() -> tenants.find("any").isPresent());
    }

    protected static String newTenant() {
        return "t" + java.util.UUID.randomUUID().toString().substring(0, 12);
    }
}
