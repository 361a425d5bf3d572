package dev.konbini.commerce.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.commerce.CommerceServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class ElasticsearchSilentIT {

    @Test
    void searchGivesUpOnAnElasticsearchThatTakesRequestsAndNeverAnswers() throws Exception {
        // Whoever connects is taken by the system, and by nobody after it.
        var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        try (var server =
                        new CommerceServer(
                                "spring.elasticsearch.uris=http://127.0.0.1:"
                                        + silent.getLocalPort(),
                                "spring.elasticsearch.socket-timeout=10m",
                                "spring.elasticsearch.search-timeout=200ms");
                silent) {
            var list = server.guest().get("/api/products");
            assertThat(list.status()).isEqualTo(200);
            assertThat(list.json().at("/degraded").asBoolean()).isTrue();

            var words = server.guest().get("/api/products?q=pens");
            assertThat(words.status()).isEqualTo(503);
            assertThat(words.problem()).isEqualTo("search-unavailable");
        }
    }
}
