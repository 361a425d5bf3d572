package dev.konbini.cli.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.konbini.cli.Refusal;
import dev.konbini.cli.shop.Shop;
import dev.konbini.cli.terminal.Progress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Against a gateway that answers as a test wants.
class OnRecordTests {

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private HttpServer server;
    private OnRecord onRecord;
    private volatile int beginning = 201;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        onRecord =
                new OnRecord(
                        new Shop(
                                URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                                "token"),
                        Progress.plain(new PrintStream(said, true, StandardCharsets.UTF_8)));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void putsBeginningAndEndOnRecord() {
        assertThat(run(true)).isEqualTo("done");

        assertThat(requests).hasSize(2);
        assertThat(requests.getFirst())
                .startsWith("POST /api/operations ")
                .contains("\"kind\":\"upgrade\"", "\"what\":\"Replace 1 by 2\"");
        assertThat(requests.getLast())
                .startsWith("PUT /api/operations/7 ")
                .contains("\"outcome\":\"succeeded\"", "\"output\":\"done\"");
    }

    @Test
    void whatEndedBadlyIsOnRecordAsSuch() {
        run(false);

        assertThat(requests.getLast()).contains("\"outcome\":\"failed\"");
    }

    @Test
    void whatIsThrownIsOnRecordAndThrown() {
        assertThatThrownBy(() ->
                        onRecord.run(
                                "upgrade",
                                "Replace 1 by 2",
                                () -> {
                                    throw Refusal.failed("the stores cannot be looked into");
                                },
                                any -> new OnRecord.End(true, "")))
                .isInstanceOf(Refusal.class);

        assertThat(requests.getLast())
                .startsWith("PUT ")
                .contains("\"outcome\":\"failed\"", "the stores cannot be looked into");
    }

    @Test
    void whatCouldNotBeToldAtItsBeginningIsToldAtItsEnd() {
        beginning = 404;

        onRecord.run(
                "upgrade",
                "Replace 1 by 2",
                () -> beginning = 201,
                any -> new OnRecord.End(true, "done"));

        assertThat(requests.getLast())
                .startsWith("POST ")
                .contains("\"startedAt\":", "\"outcome\":\"succeeded\"");
        assertThat(said.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void upgradeGoesOnWithoutARecord() {
        server.stop(0);

        assertThat(run(true)).isEqualTo("done");

        assertThat(said.toString(StandardCharsets.UTF_8)).startsWith("Not on record: ");
    }

    @ParameterizedTest
    @CsvSource({
        "0.1.0, 0.2.0, upgrade",
        "0.2.0, 0.2.0, upgrade",
        "0.2.0, 0.1.0, rollback",
        "0.10.0, 0.9.1, rollback",
        "0.2.0, nightly, upgrade",
    })
    void backwardsIsARollback(String from, String to, String kind) {
        assertThat(OnRecord.kind(List.of(from), to)).isEqualTo(kind);
    }

    private String run(boolean good) {
        return onRecord.run(
                "upgrade",
                "Replace 1 by 2",
                () -> "done",
                result -> new OnRecord.End(good, result));
    }

    private void answer(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body);
        var answer = "{\"id\":\"7\"}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(
                exchange.getRequestMethod().equals("POST") ? beginning : 200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }
}
