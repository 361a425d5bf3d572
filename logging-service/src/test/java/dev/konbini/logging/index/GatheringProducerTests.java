package dev.konbini.logging.index;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatheringProducerTests {

    private HttpServer echo;
    private Rest5Client client;

    @BeforeAll
    void start() throws IOException {
        echo = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        echo.createContext(
                "/",
                exchange -> {
                    var body = exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        echo.start();
        client =
                ElasticsearchClients.client(
                        new ElasticsearchProperties(
                                List.of(
                                        URI.create(
                                                "http://127.0.0.1:" + echo.getAddress().getPort())),
                                null,
                                null,
                                null,
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(10)),
                        Duration.ofSeconds(10));
    }

    @AfterAll
    void stop() throws IOException {
        client.close();
        echo.stop(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 8191, 8192, 8193, 262_143, 262_144, 262_145, 524_288, 5_000_000})
    void sendsBodiesOfEachLengthAsTheyAre(int length) throws IOException {
        var body = new byte[length];
        new Random(length).nextBytes(body);
        var request = new Request("POST", "/");
        request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_OCTET_STREAM));

        // More than once, so that a connection is used again.
        for (var i = 0; i < 3; i++) {
            var answer = client.performRequest(request).getEntity();
            assertThat(answer.getContent().readAllBytes()).isEqualTo(body);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void sendsRequestsWithoutABody(String method) throws IOException {
        var answer = client.performRequest(new Request(method, "/"));

        assertThat(answer.getStatusCode()).isEqualTo(200);
    }
}
