package dev.konbini.cli.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.cli.GuardedElasticsearch;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// With servers that cannot be read, and an Elasticsearch that asks who reads it.
class StoresTests {

    private final GuardedElasticsearch server = new GuardedElasticsearch("{}");
    private final int nowhere;

    StoresTests() throws IOException {
        try (var socket = new ServerSocket(0)) {
            nowhere = socket.getLocalPort();
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void storeThatCannotBeReadProvesNothingAndKeepsNoOtherFromIt() {
        var tallies =
                stores(elasticsearch(server.urlOfUser()))
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
        assertThat(stores(elasticsearch(server.url())).unreadable())
                .hasSize(3)
                .anyMatch(reason -> reason.startsWith("MongoDB cannot be read"))
                .anyMatch(reason -> reason.startsWith("Kafka cannot be read"))
                .anyMatch(reason ->
                        reason.startsWith("Elasticsearch cannot be read")
                                && reason.contains("401"));
    }

    @Test
    void userOfAnAddressIsTheAuthorizationAndIsNotShown() {
        var store = elasticsearch(server.urlOfUser());

        assertThat(store.authorization()).isEqualTo(GuardedElasticsearch.BASIC);
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

    private static ElasticEvents elasticsearch(URI url) {
        return ElasticEvents.at(url, null, "konbini-events-*");
    }
}
