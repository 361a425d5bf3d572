package dev.konbini.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.konbini.servers.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// A way to Elasticsearch that can be closed, made to refuse, or made to hang.
public final class Detour implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final Semaphore gate = new Semaphore(0);
    private final AtomicInteger requests = new AtomicInteger();
    private final int port = Ports.pick(1).getFirst();
    private volatile Mode mode = Mode.OPEN;
    private volatile String refused = "";
    private @Nullable HttpServer server;

    public Detour() {
        try {
            listen();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String uri() {
        return "http://127.0.0.1:" + port;
    }

    /// How many requests came since the last change.
    public int requests() {
        return requests.get();
    }

    /// Makes it answer 503 to each request whose body has `word`; to none if it is empty.
    public void refuse(String word) {
        refused = word;
    }

    public void become(Mode next) throws IOException {
        // Before it listens: who has waited for that comes at once.
        mode = next;
        requests.set(0);
        if (next != Mode.HANGING) {
            gate.release(1000);
        } else {
            gate.drainPermits();
        }
        if (next == Mode.CLOSED) {
            close();
        } else if (server == null) {
            listen();
        }
    }

    private void listen() throws IOException {
        var made =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        made.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        made.createContext("/", this::handle);
        made.start();
        server = made;
    }

    private void handle(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        var met = mode;
        requests.incrementAndGet();
        if (!refused.isEmpty() && new String(body, UTF_8).contains(refused)) {
            answer(exchange, 503, new byte[0]);
            return;
        }
        switch (met) {
            case TOO_MANY_REQUESTS -> answer(exchange, 429, new byte[0]);
            case UNAVAILABLE -> answer(exchange, 503, new byte[0]);
            case BAD_GATEWAY_THAT_SAYS_400 -> answer(exchange, 400, "<html>".getBytes(UTF_8));
            case HANGING -> {
                gate.acquireUninterruptibly();
                exchange.close();
            }
            case ITEMS_REJECTED, OPEN, CLOSED -> forward(exchange, body, met);
        }
    }

    private void forward(HttpExchange exchange, byte[] body, Mode met) throws IOException {
        var request =
                HttpRequest.newBuilder(URI.create(Suite.ELASTICSEARCH + exchange.getRequestURI()))
                        .method(
                                exchange.getRequestMethod(),
                                HttpRequest.BodyPublishers.ofByteArray(body))
                        .header(
                                "Content-Type",
                                String.valueOf(
                                        exchange.getRequestHeaders()
                                                .getOrDefault(
                                                        "Content-Type",
                                                        java.util.List.of("application/json"))
                                                .getFirst()))
                        .build();
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            if (met == Mode.ITEMS_REJECTED && exchange.getRequestURI().getPath().equals("/_bulk")) {
                answer(exchange, 200, rejections(body).getBytes(UTF_8));
            } else {
                answer(exchange, response.statusCode(), response.body());
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /// What Elasticsearch says when its write queue is full, although it took the documents: the
    /// worst case, since they come again.
    private static String rejections(byte[] body) {
        var documents = new String(body, UTF_8).lines().count() / 2;
        return "{\"errors\":true,\"items\":["
                + "{\"create\":{\"status\":429,\"error\":{\"type\":\"es_rejected_execution_exception\",\"reason\":\"full\"}}},"
                        .repeat((int) documents)
                        .replaceAll(",$", "")
                + "]}";
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
            server = null;
        }
    }

    /// How the way is.
    public enum Mode {
        OPEN,
        CLOSED,
        HANGING,
        TOO_MANY_REQUESTS,
        UNAVAILABLE,
        BAD_GATEWAY_THAT_SAYS_400,
        ITEMS_REJECTED
    }
}
