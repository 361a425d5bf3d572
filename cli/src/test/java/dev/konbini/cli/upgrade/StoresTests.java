package dev.konbini.cli.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// With servers that cannot be read, and an Elasticsearch that asks who reads it.
class StoresTests {

    private static final String BASIC =
            "Basic "
                    + Base64.getEncoder()
                            .encodeToString("elastic:secret".getBytes(StandardCharsets.UTF_8));

    private HttpServer server;
    private int nowhere;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    var known =
                            BASIC.equals(exchange.getRequestHeaders().getFirst("Authorization"));
                    var body = (known ? "{}" : "who?").getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(known ? 200 : 401, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
        try (var socket = new ServerSocket(0)) {
            nowhere = socket.getLocalPort();
        }
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void storeThatCannotBeReadProvesNothingAndKeepsNoOtherFromIt() {
        var tallies =
                stores(elasticsearch("elastic:secret@"))
                        .reconcile(Set.of("a"), Instant.now(), Duration.ZERO);

        assertThat(tallies)
                .extracting(Tally::store)
                .containsExactly("MongoDB", "Kafka", "Elasticsearch");
        assertThat(tallies.getFirst().notProven()).isNotBlank();
        assertThat(tallies.getFirst().isClean()).isFalse();
        assertThat(tallies.get(1).notProven()).isNotBlank();
        assertThat(tallies.getLast().notProven()).isNull();
        assertThat(tallies.getLast().lost()).containsExactly("a");
    }

    @Test
    void eachStoreThatCannotBeReadIsNamedBefore() {
        assertThat(stores(elasticsearch("")).unreadable())
                .hasSize(3)
                .anyMatch(reason -> reason.startsWith("MongoDB cannot be read"))
                .anyMatch(reason -> reason.startsWith("Kafka cannot be read"))
                .anyMatch(reason ->
                        reason.startsWith("Elasticsearch cannot be read")
                                && reason.contains("401"));
    }

    @Test
    void userOfAnAddressIsTheAuthorizationAndIsNotShown() {
        var store = elasticsearch("elastic:secret@");

        assertThat(store.authorization()).isEqualTo(BASIC);
        assertThat(store.base()).hasNoUserInfo();
        assertThat(store.look(Set.of("a"), Instant.now()).notProven()).isNull();
    }

    private Stores stores(ElasticEvents elasticsearch) {
        return new Stores(
                new MongoOrders(
                        "mongodb://127.0.0.1:%d/?serverSelectionTimeoutMS=200".formatted(nowhere)),
                List.of(
                        new KafkaEvents(
                                Map.of(
                                        "bootstrap.servers",
                                        "127.0.0.1:" + nowhere,
                                        "security.protocol",
                                        "none such"),
                                "konbini.orders"),
                        elasticsearch));
    }

    private ElasticEvents elasticsearch(String user) {
        return ElasticEvents.at(
                URI.create("http://%s127.0.0.1:%d".formatted(user, server.getAddress().getPort())),
                null,
                "konbini-events-*");
    }
}
