package dev.konbini.cli.door;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.konbini.cli.suite.Replica;
import dev.konbini.cli.suite.Service;
import dev.konbini.cli.suite.SuitePorts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DoorTests {

    private final List<HttpServer> servers = new ArrayList<>();
    private final SuitePorts ports = SuitePorts.free(SuitePorts.usual().withReplicas(2));
    private Gateway first;
    private Gateway second;
    private Thread door;

    @BeforeEach
    void open() throws Exception {
        first = new Gateway("first", 1);
        second = new Gateway("second", 2);
        door =
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                new Door(List.of(first.port, second.port)).serve(ports.gateway());
                            } catch (IOException closed) {
                                // The test is over.
                            }
                        });
        awaitAnswers("first", "second");
        first.looks.await();
        second.looks.await();
    }

    @AfterEach
    void close() {
        door.interrupt();
        servers.forEach(server -> server.stop(0));
    }

    @Test
    void readyGatewaysTakeTurns() throws IOException {
        assertThat(List.of(ask(), ask(), ask(), ask())).contains("first", "second");
    }

    @Test
    void gatewayThatIsNotReadyGetsNoNewConnection() throws Exception {
        first.ready = false;

        awaitOnly("second");
    }

    @Test
    void gatewayThatTakesNoConnectionIsPassedOver() throws IOException {
        first.stop();

        assertThat(List.of(ask(), ask(), ask(), ask())).containsOnly("second");
    }

    private void awaitAnswers(String... names) throws IOException {
        var seen = new ArrayList<String>();
        while (!seen.containsAll(List.of(names))) {
            try {
                seen.add(ask());
            } catch (IOException notYet) {
                Thread.onSpinWait();
            }
        }
    }

    private void awaitOnly(String name) throws IOException {
        var last = new ArrayList<String>();
        while (last.size() < 6) {
            var answer = ask();
            if (answer.equals(name)) {
                last.add(answer);
            } else {
                last.clear();
            }
        }
    }

    /// Which gateway answers on a new connection.
    private String ask() throws IOException {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), ports.gateway())) {
            socket.getOutputStream()
                    .write(
                            "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            var answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.substring(answer.indexOf("\r\n\r\n") + 4);
        }
    }

    private final class Gateway {

        /// The door has taken in what the first look found by the time of the second.
        private final CountDownLatch looks = new CountDownLatch(2);

        private final int port;
        private final HttpServer server;
        private volatile boolean ready = true;

        Gateway(String name, int number) throws IOException {
            var replica = new Replica(Service.GATEWAY, number);
            port = ports.of(replica);
            server = serve(port, name, () -> true);
            serve(ports.managementOf(replica), "", this::look);
        }

        private boolean look() {
            looks.countDown();
            return ready;
        }

        void stop() {
            server.stop(0);
        }
    }

    private HttpServer serve(int at, String body, BooleanSupplier good) throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), at), 0);
        server.createContext(
                "/",
                exchange -> {
                    var bytes = body.getBytes(StandardCharsets.US_ASCII);
                    exchange.sendResponseHeaders(
                            good.getAsBoolean() ? 200 : 503, bytes.length == 0 ? -1 : bytes.length);
                    try (var out = exchange.getResponseBody()) {
                        out.write(bytes);
                    }
                });
        server.start();
        servers.add(server);
        return server;
    }
}
