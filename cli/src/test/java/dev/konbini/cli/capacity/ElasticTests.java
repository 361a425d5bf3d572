package dev.konbini.cli.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.konbini.cli.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// With an Elasticsearch that asks who reads it.
class ElasticTests {

    private static final String BASIC =
            "Basic "
                    + Base64.getEncoder()
                            .encodeToString("elastic:secret".getBytes(StandardCharsets.UTF_8));

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    var known =
                            BASIC.equals(exchange.getRequestHeaders().getFirst("Authorization"));
                    var body =
                            (known
                                            ? "{\"nodes\":{\"a\":{\"os\":{\"allocated_processors\":2}}}}"
                                            : "who?")
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(known ? 200 : 401, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void userOfTheUrlIsWhoAsks() {
        try (var elastic = elastic("elastic:secret@")) {
            assertThat(elastic.processors()).isEqualTo(2);
        }
    }

    @Test
    void withoutAUserItIsRefused() {
        try (var elastic = elastic("")) {
            assertThatThrownBy(elastic::processors)
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("Elasticsearch answers 401");
        }
    }

    private Elastic elastic(String user) {
        return new Elastic(
                URI.create("http://%s127.0.0.1:%d".formatted(user, server.getAddress().getPort())));
    }
}
