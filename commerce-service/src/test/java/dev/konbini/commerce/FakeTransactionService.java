package dev.konbini.commerce;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Answers `GET /api/stock?sku=…` as transaction-service does; slowly or not at all when told so.
public final class FakeTransactionService implements AutoCloseable {

    /// How it behaves.
    public enum Mood {
        ANSWERING,
        SILENT,
        REFUSING,
        /// Closes the connection on which the next request comes, and answers again.
        LEAVING
    }

    /// How long it is silent before it breaks off.
    public static final Duration SILENCE = Duration.ofSeconds(10);

    private final Map<String, Integer> onHand = new ConcurrentHashMap<>();
    private final List<String> queries = new CopyOnWriteArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private final HttpServer server;
    private volatile Mood mood = Mood.ANSWERING;

    FakeTransactionService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/stock", this::answer);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public void is(Mood mood) {
        this.mood = mood;
    }

    public void stock(String sku, int quantity) {
        onHand.put(sku, quantity);
    }

    /// The queries of all requests that came, the first one first.
    public List<String> queries() {
        return queries;
    }

    @Override
    public void close() {
        never.countDown();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            queries.add(exchange.getRequestURI().getQuery());
            switch (mood) {
                case REFUSING -> exchange.sendResponseHeaders(503, -1);
                case SILENT -> {
                    var _ = never.await(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
                }
                case LEAVING -> mood = Mood.ANSWERING;
                case ANSWERING -> answer(exchange, stock(exchange.getRequestURI().getQuery()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private String stock(String query) {
        return Arrays.stream(query.split("&", -1))
                .filter(each -> each.startsWith("sku="))
                .map(each -> each.substring(4))
                .map(this::item)
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
    }

    private String item(String sku) {
        var quantity = onHand.get(sku);
        return quantity == null
                ? "{\"sku\":\"%s\",\"locations\":[]}".formatted(sku)
                : """
                {"sku":"%s","locations":[{"location":"tokyo","onHand":%d,"reserved":2,"available":%d}]}\
                """
                        .formatted(sku, quantity, quantity - 2);
    }
}
