package dev.konbini.gateway.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.gateway.RawServer;
import dev.konbini.gateway.RawServer.RawAnswer;
import dev.konbini.gateway.RunningGateway;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Replicas that take a request and do not answer it. The gateway has so little patience with them
/// that a busy machine alone can use it up.
class SilenceIT {

    private static final RawAnswer GOOD = RawAnswer.of(200, "good");
    private static final int ATTEMPTS_MAX = 8;

    private static RawServer one;
    private static RawServer other;
    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        one = RawServer.start(GOOD);
        other = RawServer.start(GOOD);
        gateway =
                RunningGateway.inFrontOf(
                        List.of(one, other),
                        "konbini.gateway.services.logging.replicas="
                                + RunningGateway.uris(List.of(one, other)),
                        "konbini.gateway.requests.times.attempt=400ms",
                        "konbini.gateway.requests.times.deadline=1500ms",
                        "konbini.gateway.breaker.calls=1000");
    }

    @AfterAll
    static void stop() throws IOException {
        gateway.close();
        one.close();
        other.close();
    }

    @BeforeEach
    void bothSilent() {
        for (var replica : List.of(one, other)) {
            replica.answer(RawAnswer.silence());
            replica.forget();
        }
    }

    @Test
    void asksAnotherReplicaWhereOneIsSilentForTooLong() throws Exception {
        other.answer(GOOD);

        assertThat(gateway.get("/api/products").statusCode()).isEqualTo(200);
        assertThat(gateway.get("/api/products").statusCode()).isEqualTo(200);
        assertThat(one.received()).isNotEmpty();
    }

    @Test
    void givesUpPostAfterItsOnlyAttempt() throws Exception {
        var answer = gateway.send(gateway.to("/api/quotes").POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.body())
                .contains("/problems/service-timed-out", "may have carried the request out");
        assertThat(received()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void givesUpGetAtItsDeadline() throws Exception {
        var begin = System.nanoTime();

        var answer = gateway.get("/api/products");

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.body()).contains("commerce changed nothing. Ask again");
        assertThat((System.nanoTime() - begin) / 1_000_000).isGreaterThanOrEqualTo(1_400);
        assertThat(received()).hasSizeLessThan(ATTEMPTS_MAX);
    }

    /// A replica that is at it still holds a place.
    @Test
    void beginsNoSecondExportBesideOneThatIsSlow() throws Exception {
        var answer = gateway.get("/api/logs/export?q=x");

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(received()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void givesUpAnswerWhoseHeadTricklesIn() throws Exception {
        RawAnswer trickle =
                (request, connection) -> {
                    for (var i = 0; i < 1_000; i++) {
                        connection.getOutputStream().write('H');
                        Thread.sleep(20);
                    }
                };
        one.answer(trickle);
        other.answer(trickle);

        assertThat(gateway.get("/api/products").statusCode()).isEqualTo(504);
    }

    private static List<RawServer.RawRequest> received() {
        return Stream.concat(one.received().stream(), other.received().stream()).toList();
    }
}
