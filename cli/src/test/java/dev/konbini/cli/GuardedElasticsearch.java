package dev.konbini.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// An Elasticsearch that asks who reads it: the user `elastic` with the password `secret` gets
/// always the same answer, anybody else 401.
public final class GuardedElasticsearch implements AutoCloseable {

    /// How the user says who it is.
    public static final String BASIC =
            "Basic "
                    + Base64.getEncoder()
                            .encodeToString("elastic:secret".getBytes(StandardCharsets.UTF_8));

    private final HttpServer server;

    public GuardedElasticsearch(String answer) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    var known =
                            BASIC.equals(exchange.getRequestHeaders().getFirst("Authorization"));
                    var body = (known ? answer : "who?").getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(known ? 200 : 401, body.length);
                    exchange.getResponseBody().write(body);
                    exchange.close();
                });
        server.start();
    }

    /// Where it is, for a user without a name.
    public URI url() {
        return url("");
    }

    /// Where it is, for the user that it knows.
    public URI urlOfUser() {
        return url("elastic:secret@");
    }

    private URI url(String user) {
        return URI.create("http://%s127.0.0.1:%d".formatted(user, server.getAddress().getPort()));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
