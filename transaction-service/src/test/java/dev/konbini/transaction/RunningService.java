package dev.konbini.transaction;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.konbini.web.access.Role;
import dev.konbini.web.access.TokenMint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// The service on a port of its own, with real MongoDB and Kafka and a database and topics of its
/// own.
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class RunningService {

    public static final TokenMint TOKENS = TokenMint.generate();
    public static final OfferMint OFFERS = new OfferMint();
    public static final Path KEYS = write("tokens", TOKENS.jwks());
    public static final Path OFFER_KEYS = write("offers", OFFERS.jwks());
    public static final String RUN = UUID.randomUUID().toString().substring(0, 8);

    protected static final String OPERATOR = bearer("olga", Role.OPERATOR);
    protected static final String SHOPPER = bearer("ann", Role.SHOPPER);
    protected static final String OTHER_SHOPPER = bearer("bob", Role.SHOPPER);
    protected static final String LOG_SENDER = bearer("shipper", Role.LOG_SENDER);

    @LocalServerPort protected int port;

    @Autowired protected MongoDatabase database;

    protected Http http = new Http(0);

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        settings("t" + RUN).forEach((name, value) -> registry.add(name, () -> value));
    }

    /// The settings of a service of the test suite `name`.
    public static Map<String, String> settings(String name) {
        return Map.ofEntries(
                Map.entry("spring.mongodb.uri", System.getProperty("konbini.test.mongodb-uri", "")),
                Map.entry("spring.mongodb.database", name),
                Map.entry(
                        "spring.kafka.bootstrap-servers",
                        System.getProperty("konbini.test.kafka", "")),
                Map.entry("konbini.topics.prefix", name + "."),
                Map.entry("konbini.access.keys", KEYS.toUri().toString()),
                Map.entry("konbini.offers.verification-keys", OFFER_KEYS.toUri().toString()),
                Map.entry("konbini.orders.sweep-interval", "300ms"),
                // Past it another replica publishes, too, what a busy one is still at.
                Map.entry("konbini.outbox.grace", "10s"),
                Map.entry("management.server.port", "0"),
                Map.entry("konbini.telemetry.enabled", "false"));
    }

    /// Starts another replica, or another suite, of those `settings` with the changes of `others`.
    protected static ConfigurableApplicationContext start(
            Map<String, String> settings, Map<String, String> others) {
        var all = new HashMap<>(settings);
        all.put("server.port", "0");
        all.putAll(others);
        return new SpringApplicationBuilder(TransactionApplication.class)
                .run(
                        all.entrySet().stream()
                                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                                .toArray(String[]::new));
    }

    protected static Http http(ConfigurableApplicationContext service) {
        return new Http(
                service.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
    }

    @BeforeEach
    void connect() {
        http = new Http(port);
    }

    protected static String bearer(String subject, Role role) {
        return "Bearer " + TOKENS.token(subject, null, Duration.ofHours(1), role);
    }

    /// A product of its own with so many units on hand in Tokyo.
    protected String stocked(int onHand) {
        var sku = sku();
        stock(sku, "tokyo", onHand);
        return sku;
    }

    protected static String sku() {
        return "KB-" + UUID.randomUUID().toString().substring(0, 13);
    }

    protected void stock(String sku, String location, int onHand) {
        http.put(
                "/api/stock/" + sku + "/" + location,
                Map.of("onHand", onHand),
                "Authorization",
                OPERATOR);
    }

    protected Http.Answer place(OfferMint.Signed offer, String token, String... headers) {
        return http.post("/api/orders", Http.order(offer, token), headers);
    }

    /// What is available of `sku` in Tokyo.
    protected int available(String sku) {
        return http.get("/api/stock/" + sku + "/tokyo").json().at("/available").asInt(-1);
    }

    protected Document orderDocument(String id) {
        var document = database.getCollection("orders").find(Filters.eq(id)).first();
        return document == null ? new Document() : document;
    }

    /// The reservations of `sku` in Tokyo whose fate is not settled.
    protected List<Document> reservations(String sku) {
        var item = database.getCollection("stock").find(Filters.eq(sku + "/tokyo")).first();
        return item == null ? List.of() : item.getList("reservations", Document.class);
    }

    private static Path write(String name, String content) {
        try {
            return Files.writeString(
                    Files.createTempDirectory("transaction-service").resolve(name + ".json"),
                    content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
