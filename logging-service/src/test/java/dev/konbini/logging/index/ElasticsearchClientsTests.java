package dev.konbini.logging.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Beside an Elasticsearch that writes but never ends a search.
class ElasticsearchClientsTests {

    /// More than a client has connections to one address.
    private static final int SEARCHES = 12;

    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        exchange.getRequestBody().readAllBytes();
                        if (exchange.getRequestURI().getPath().endsWith("_search")) {
                            over.await();
                        }
                        var answer = "{\"errors\":false}".getBytes(StandardCharsets.UTF_8);
                        exchange.sendResponseHeaders(200, answer.length);
                        exchange.getResponseBody().write(answer);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
    }

    @Test
    void searchesThatHangDoNotHoldUpWhatIsWritten() throws Exception {
        try (var clients = new ElasticsearchClients(properties(Duration.ofMinutes(1)));
                var searchers = Executors.newVirtualThreadPerTaskExecutor()) {
            var elasticsearch = new Elasticsearch(clients, new JsonMapper());
            var searches = new ArrayList<Future<?>>();
            for (var i = 0; i < SEARCHES; i++) {
                searches.add(searchers.submit(() -> elasticsearch.search("logs", Map.of())));
            }

            assertThat(elasticsearch.bulk(new byte[] {'\n'}, 1)).isNull();

            assertThat(searches).noneMatch(Future::isDone);
            over.countDown();
            for (var search : searches) {
                search.get();
            }
        }
    }

    @Test
    void searchHasATimeLimitOfItsOwn() throws IOException {
        try (var clients = new ElasticsearchClients(properties(Duration.ofMillis(100)))) {
            var elasticsearch = new Elasticsearch(clients, new JsonMapper());

            assertThatThrownBy(() -> elasticsearch.search("logs", Map.of()))
                    .isInstanceOf(ElasticsearchUnavailable.class);
        }
    }

    private ElasticsearchProperties properties(Duration searchTimeout) {
        return new ElasticsearchProperties(
                List.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
                null,
                null,
                null,
                Duration.ofSeconds(2),
                Duration.ofMinutes(1),
                searchTimeout);
    }
}
