package dev.konbini.commerce;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import com.mongodb.client.MongoDatabase;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.konbini.web.access.Role;
import dev.konbini.web.access.TokenMint;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// A commerce-service that really runs, on a free port, with a database and indices of its own that
/// go when it stops.
public final class CommerceServer implements AutoCloseable {

    public static final ECKey OFFER_KEY = key();

    private static final TokenMint MINT = TokenMint.generate();

    private final String id = UUID.randomUUID().toString().substring(0, 8);
    private final FakeTransactionService transactionService = new FakeTransactionService();
    private final ConfigurableApplicationContext context;

    /// Starts it.
    ///
    /// @param settings as `name=value`, over those for tests
    public CommerceServer(String... settings) throws IOException {
        var directory = Files.createTempDirectory("commerce-it");
        var keys = Files.writeString(directory.resolve("access.json"), MINT.jwks());
        var offerKey = Files.writeString(directory.resolve("offer.json"), OFFER_KEY.toJSONString());
        var all = new LinkedHashMap<String, String>();
        all.put("server.port", "0");
        all.put("management.server.port", "0");
        all.put("spring.mongodb.uri", mongodbUri());
        all.put("spring.mongodb.database", "commerce-it-" + id);
        all.put("spring.elasticsearch.uris", elasticsearchUri());
        all.put("konbini.indices.prefix", indicesPrefix());
        all.put("konbini.access.keys", keys.toUri().toString());
        all.put("konbini.offers.signing-key", offerKey.toUri().toString());
        all.put("konbini.commerce.transaction-service-uri", transactionService.uri().toString());
        // A busy machine may need more than shoppers wait for.
        all.put("spring.elasticsearch.search-timeout", "30s");
        all.put("konbini.commerce.stock-timeout", "3s");
        all.put("konbini.telemetry.enabled", "false");
        for (var setting : settings) {
            var parts = setting.split("=", 2);
            all.put(parts[0], parts[1]);
        }
        context =
                new SpringApplicationBuilder(CommerceApplication.class)
                        .run(
                                all.entrySet().stream()
                                        .map(each -> "--" + each.getKey() + "=" + each.getValue())
                                        .toArray(String[]::new));
    }

    public static String mongodbUri() {
        return System.getProperty("konbini.test.mongodb-uri");
    }

    public static String elasticsearchUri() {
        return System.getProperty("konbini.test.elasticsearch");
    }

    public String indicesPrefix() {
        return "it-" + id + "-";
    }

    public FakeTransactionService transactionService() {
        return transactionService;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /// The service to a guest.
    public Api guest() {
        return new Api(port("local.server.port"));
    }

    public Api management() {
        return new Api(port("local.management.port"));
    }

    public Api operator() {
        return as("olga", Role.OPERATOR);
    }

    public Api as(String subject, Role role) {
        return guest().with(
                        "Authorization",
                        "Bearer " + MINT.token(subject, null, Duration.ofHours(1), role));
    }

    @Override
    public void close() {
        // First what would make the index anew when it finds it gone.
        context.stop();
        // A test may have left the service less time than that takes.
        bean(MongoDatabase.class).withTimeout(30, TimeUnit.SECONDS).drop();
        try {
            var indices = bean(ElasticsearchClient.class).indices();
            for (var index :
                    indices.get(query -> query.index(indicesPrefix() + "*")).indices().keySet()) {
                // A rebuild that was broken off may be deleting its own.
                indices.delete(delete -> delete.index(index).ignoreUnavailable(true));
            }
        } catch (IOException e) {
            // Elasticsearch was never there for this one.
        }
        context.close();
        transactionService.close();
    }

    private int port(String property) {
        return context.getEnvironment().getRequiredProperty(property, Integer.class);
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
