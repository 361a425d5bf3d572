package dev.konbini.logging.alert;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Takes what webhooks are told.
final class Receiver implements AutoCloseable {

    private final HttpServer server;
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private volatile int status = 204;

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            told.add(
                    new Told(
                            status,
                            String.valueOf(headers.getFirst("Idempotency-Key")),
                            headers.getFirst("Authorization"),
                            JsonMapper.shared().readTree(exchange.getRequestBody())));
            exchange.sendResponseHeaders(status, -1);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /// Answers so from now on.
    void answer(int status) {
        this.status = status;
    }

    /// All that was told, in order.
    List<Told> told() {
        return told;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /// One request.
    ///
    /// @param status how it was answered
    record Told(int status, String key, @Nullable String authorization, JsonNode body) {

        String type() {
            return body.path("type").asString();
        }
    }
}
