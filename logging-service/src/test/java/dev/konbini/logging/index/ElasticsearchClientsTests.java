package dev.konbini.logging.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import co.elastic.clients.transport.rest5_client.low_level.Rest5ClientBuilder;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// Beside an Elasticsearch that writes but never ends a search.
class ElasticsearchClientsTests {

    private static final int TOO_MANY = 3;
    private static final int SEARCHES = Rest5ClientBuilder.DEFAULT_MAX_CONN_PER_ROUTE + TOO_MANY;
    private static final JsonMapper JSON = new JsonMapper();

    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private volatile int status = 200;
    private volatile String answer = "{\"errors\":false}";

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
                        var body = answer.getBytes(StandardCharsets.UTF_8);
                        exchange.sendResponseHeaders(status, body.length);
                        exchange.getResponseBody().write(body);
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
        try (var clients = new ElasticsearchClients(properties(Duration.ofMinutes(1)), JSON);
                var searchers = Executors.newVirtualThreadPerTaskExecutor()) {
            var elasticsearch = new Elasticsearch(clients, JSON);
            var searches = new ArrayList<Future<?>>();
            for (var i = 0; i < SEARCHES; i++) {
                searches.add(searchers.submit(() -> elasticsearch.search("logs", Map.of())));
            }

            assertThat(elasticsearch.bulk(new byte[] {'\n'}, 1)).isNull();

            // Those who found no connection are told to come back, before any other has ended.
            await().until(() -> searches.stream().filter(Future::isDone).count() == TOO_MANY);
            over.countDown();
            assertThat(searches.stream().filter(ElasticsearchClientsTests::isToldThatItIsBusy))
                    .hasSize(TOO_MANY);
        }
    }

    private static boolean isToldThatItIsBusy(Future<?> search) {
        try {
            search.get();
            return false;
        } catch (ExecutionException e) {
            return e.getCause() instanceof ElasticsearchUnavailable reason && reason.isBusy();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void searchHasATimeLimitOfItsOwn() throws IOException {
        try (var clients = new ElasticsearchClients(properties(Duration.ofMillis(100)), JSON)) {
            var elasticsearch = new Elasticsearch(clients, JSON);

            assertThatThrownBy(() -> elasticsearch.search("logs", Map.of()))
                    .isInstanceOf(ElasticsearchUnavailable.class);
        }
    }

    /// As Elasticsearch 9.5 answered to a search for 2,000 lines of 100 KB.
    @Test
    void whatIsTooMuchForElasticsearchIsAskedForInSmallerParts() throws IOException {
        status = 429;
        answer =
                """
                {"error":{"root_cause":[{"type":"circuit_breaking_exception",\
                "reason":"[request] Data too large, data for [RecyclerBytesStreamOutput] would be\
                 [311472583/297mb], which is larger than the limit of [311387750/296.9mb]",\
                "bytes_wanted":311472583,"bytes_limit":311387750,"durability":"TRANSIENT"}],\
                "type":"search_phase_execution_exception","reason":"Partial shards failure",\
                "phase":"fetch","grouped":true},"status":429}\
                """;
        over.countDown();
        try (var clients = new ElasticsearchClients(properties(Duration.ofMinutes(1)), JSON)) {
            var elasticsearch = new Elasticsearch(clients, JSON);

            assertThatThrownBy(() -> elasticsearch.search("logs", Map.of()))
                    .isInstanceOf(AnswerTooLarge.class);
            assertThatThrownBy(() -> elasticsearch.bulk(new byte[] {'\n'}, 1))
                    .as("what is written is written later")
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
