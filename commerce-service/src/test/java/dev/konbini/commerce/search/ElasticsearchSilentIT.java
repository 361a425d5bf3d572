package dev.konbini.commerce.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.commerce.Api;
import dev.konbini.commerce.CommerceServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class ElasticsearchSilentIT {

    @Test
    void searchGivesUpOnAnElasticsearchThatTakesRequestsAndNeverAnswers() throws Exception {
        // Whoever connects is taken by the system, and by nobody after it.
        var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        try (var shoppers = Executors.newVirtualThreadPerTaskExecutor();
                var server =
                        new CommerceServer(
                                "spring.elasticsearch.uris=http://127.0.0.1:"
                                        + silent.getLocalPort(),
                                "spring.elasticsearch.socket-timeout=10m",
                                "spring.elasticsearch.search-timeout=200ms");
                silent) {
            // More at once than there are connections.
            var lists =
                    shoppers.invokeAll(
                            Collections.<Callable<Api.Answer>>nCopies(
                                    30, () -> server.guest().get("/api/products")));
            for (var list : lists) {
                assertThat(list.get().status()).isEqualTo(200);
                assertThat(list.get().json().at("/degraded").asBoolean()).isTrue();
            }

            var words = server.guest().get("/api/products?q=pens");
            assertThat(words.status()).isEqualTo(503);
            assertThat(words.problem()).isEqualTo("search-unavailable");
        }
    }
}
