package dev.konbini.gateway.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.gateway.RawServer;
import dev.konbini.gateway.RawServer.RawAnswer;
import dev.konbini.gateway.RunningGateway;
import dev.konbini.web.drain.DrainingHeader;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

/// What is sent again to another replica, and what must not be.
class CarryOverIT {

    private static final RawAnswer GOOD = RawAnswer.of(200, "good");

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
                        "konbini.gateway.services.transaction.replicas="
                                + RunningGateway.uris(List.of(one, other)),
                        "konbini.gateway.services.logging.replicas="
                                + RunningGateway.uris(List.of(one, other)),
                        "konbini.gateway.breaker.calls=1000");
    }

    @AfterAll
    static void stop() throws IOException {
        gateway.close();
        one.close();
        other.close();
    }

    @BeforeEach
    void bothGood() throws Exception {
        one.answer(GOOD);
        other.answer(GOOD);
        gateway.awaitReady(6);
        one.forget();
        other.forget();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS"})
    void repeatsIdempotentMethodWhereReplicaBreaksOff(String method) throws Exception {
        goodAfter(RawAnswer.reset(), RawAnswer.close());

        var answer = gateway.send(gateway.to("/api/products/a").method(method, body(method)));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(received()).hasSize(3).allMatch(request -> request.method().equals(method));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/stock/pen/tokyo/adjust", "/api/logs", "/v1/logs"})
    void repeatsPostWithKeyAndWholeBody(String path) throws Exception {
        goodAfter(RawAnswer.reset(), RawAnswer.reset());

        var answer =
                gateway.send(
                        gateway.to(path)
                                .header("Idempotency-Key", "k1")
                                .POST(BodyPublishers.ofString("x".repeat(900_000))));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(received())
                .hasSize(3)
                .allMatch(request -> request.body().length() == 900_000)
                .allMatch(request -> "k1".equals(request.header("Idempotency-Key")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/orders", "/api/carts", "/api/carts/c1/offer"})
    void repeatsPostThatIsIdempotentByItsMeaning(String path) throws Exception {
        goodAfter(RawAnswer.reset(), RawAnswer.reset());

        var answer = gateway.send(gateway.to(path).POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(received()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/operations",
                "/api/logs/dead-letters/redrive",
                "/api/search-index/rebuild",
                "/v1/metrics"
            })
    void neverRepeatsPostWhoseKeyNobodyKeeps(String path) throws Exception {
        one.answer(RawAnswer.reset());
        other.answer(RawAnswer.reset());

        var answer =
                gateway.send(
                        gateway.to(path)
                                .header("Idempotency-Key", "k1")
                                .POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(received()).hasSize(1);
    }

    @Test
    void neverRepeatsPostThatAReplicaMayHaveBegun() throws Exception {
        one.answer(RawAnswer.reset());
        other.answer(RawAnswer.reset());

        var answer = gateway.send(gateway.to("/api/quotes").POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("/problems/service-broke-off");
        assertThat(received()).hasSize(1);
    }

    @Test
    void repeatsEditOfAVersion() throws Exception {
        goodAfter(RawAnswer.reset());

        var answer = gateway.send(edit(HttpHeaders.IF_MATCH, "\"1\""));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(received()).hasSize(2);
    }

    @Test
    void neverRepeatsCreationThatAReplicaMayHaveBegun() throws Exception {
        one.answer(RawAnswer.reset());
        other.answer(RawAnswer.reset());

        var answer = gateway.send(edit(HttpHeaders.IF_NONE_MATCH, "*"));

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("/problems/service-broke-off");
        assertThat(received()).hasSize(1);
    }

    @Test
    void sendsPostElsewhereWhereNothingWasSentYet() throws Exception {
        one.kill();
        try {
            for (var i = 0; i < 4; i++) {
                var answer =
                        gateway.send(gateway.to("/api/quotes").POST(BodyPublishers.ofString("{}")));

                assertThat(answer.statusCode()).isEqualTo(200);
            }
        } finally {
            one.restart();
        }
        assertThat(other.received()).hasSize(4);
    }

    @Test
    void passesOnWhatDrainingReplicaAnswersAndKeepsToItselfThatItDrains() throws Exception {
        one.answer(RawAnswer.of(201, "made", DrainingHeader.NAME + ": true"));
        other.answer(RawAnswer.of(201, "made", DrainingHeader.NAME + ": true"));

        var answer = gateway.send(gateway.to("/api/quotes").POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("made");
        assertThat(answer.headers().firstValue(DrainingHeader.NAME)).isEmpty();
        assertThat(received()).hasSize(1);
    }

    @Test
    void passesOtherUnavailabilityOnUntouched() throws Exception {
        one.answer(RawAnswer.of(503, "busy", "Retry-After: 7"));
        other.answer(RawAnswer.of(503, "busy", "Retry-After: 7"));

        var answer = gateway.get("/api/products");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("busy");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(received()).hasSize(1);
    }

    @Test
    void waitsInItsClientsPlaceWhereReplicasAskForAMoment() throws Exception {
        var busy = RawAnswer.of(503, "busy", "Retry-After: 0");
        goodAfter(busy, busy);

        var answer = gateway.send(gateway.to("/api/orders").POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(received()).hasSize(3);
        assertThat(one.received()).isNotEmpty();
        assertThat(other.received()).isNotEmpty();
    }

    @Test
    void passesUnavailabilityOnWhereTheRequestMustNotBeRepeated() throws Exception {
        one.answer(RawAnswer.of(503, "busy", "Retry-After: 1"));
        other.answer(RawAnswer.of(503, "busy", "Retry-After: 1"));

        var answer = gateway.send(gateway.to("/api/quotes").POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("busy");
        assertThat(received()).hasSize(1);
    }

    @Test
    void passesUnavailabilityOnWhereNoTimeIsLeftForAnotherAttempt() throws Exception {
        goodAfter(RawAnswer.of(503, "busy", "Retry-After: 0"));

        try (var hasty =
                RunningGateway.inFrontOf(
                        List.of(one, other), "konbini.gateway.retry.time-min=1h")) {
            hasty.awaitReady(2);
            var answer = hasty.get("/api/products");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).isEqualTo("busy");
        }
        assertThat(received()).hasSize(1);
    }

    @Test
    void passesUnavailabilityOnWhereItDoesNotEnd() throws Exception {
        one.answer(RawAnswer.of(503, "busy", "Retry-After: 1"));
        other.answer(RawAnswer.of(503, "busy", "Retry-After: 1"));

        var answer = gateway.get("/api/products");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("busy");
    }

    @Test
    void survivesConnectionsThatReplicasCloseBetweenRequests() throws Exception {
        for (var i = 0; i < 50; i++) {
            one.closeConnections();
            other.closeConnections();

            assertThat(gateway.get("/api/products").statusCode()).isEqualTo(200);
            assertThat(
                            gateway.send(
                                            gateway.to("/api/quotes")
                                                    .POST(BodyPublishers.ofString("{}")))
                                    .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void saysThatNoReplicaServesOnlyAfterAllWereTried() throws Exception {
        one.kill();
        other.kill();
        try {
            var answer = gateway.get("/api/products");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("/problems/no-replica");
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        } finally {
            one.restart();
            other.restart();
        }
        // Both are set aside at this moment, and are asked all the same.
        assertThat(gateway.get("/api/products").statusCode()).isEqualTo(200);
    }

    private static HttpRequest.Builder edit(String header, String value) {
        return gateway.to("/api/products/a")
                .header(header, value)
                .PUT(BodyPublishers.ofString("{}"));
    }

    private static HttpRequest.BodyPublisher body(String method) {
        return method.equals("PUT") ? BodyPublishers.ofString("{}") : BodyPublishers.noBody();
    }

    /// The replicas answer the first requests with `answers`, whichever of them is asked, and those
    /// after these with [#GOOD].
    private static void goodAfter(RawAnswer... answers) {
        var asked = new AtomicInteger();
        RawAnswer next =
                (request, connection) -> {
                    var number = asked.getAndIncrement();
                    (number < answers.length ? answers[number] : GOOD).write(request, connection);
                };
        one.answer(next);
        other.answer(next);
    }

    private static List<RawServer.RawRequest> received() {
        return Stream.concat(one.received().stream(), other.received().stream()).toList();
    }
}
