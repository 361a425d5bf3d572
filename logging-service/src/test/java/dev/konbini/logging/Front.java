package dev.konbini.logging;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import org.springframework.test.web.servlet.assertj.MockMvcTester;

/// A port before a service that has none, for clients that need one. It passes GET on.
public final class Front implements AutoCloseable {

    private final MockMvcTester http;
    private final HttpServer server;

    public Front(MockMvcTester http) {
        this.http = http;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var request = http.get().uri(exchange.getRequestURI());
        exchange.getRequestHeaders()
                .forEach((name, values) -> request.header(name, values.toArray()));
        var response = request.exchange().getResponse();
        for (var name : response.getHeaderNames()) {
            exchange.getResponseHeaders().put(name, response.getHeaders(name));
        }
        exchange.getResponseHeaders().remove("Content-Length");
        var body = response.getContentAsByteArray();
        exchange.sendResponseHeaders(response.getStatus(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
