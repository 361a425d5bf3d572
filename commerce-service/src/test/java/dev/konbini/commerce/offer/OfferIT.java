package dev.konbini.commerce.offer;

import static dev.konbini.commerce.CommerceServer.OFFER_KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import dev.konbini.commerce.Api;
import dev.konbini.commerce.CommerceServer;
import dev.konbini.commerce.Samples;
import dev.konbini.commerce.SharedServer;
import dev.konbini.commerce.cart.Cart;
import dev.konbini.telemetry.key.KeyDigest;
import dev.konbini.web.access.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith({SharedServer.class, OutputCaptureExtension.class})
class OfferIT {

    @TempDir private Path directory;
    private Instant modified = Instant.now();

    private final CommerceServer server;
    private final Api guest;
    private final String cart;

    OfferIT(CommerceServer server) {
        this.server = server;
        this.guest = server.guest();
        this.cart = guest.post("/api/carts", "").header("Location");
    }

    @Test
    void offerIsSignedAndKeepsTheContract() throws Exception {
        var pen = Samples.sold(server, "12.50");
        put(pen, 2);

        var answer = guest.post(cart + "/offer", "");

        assertThat(answer.status()).isEqualTo(200);
        var jws = SignedJWT.parse(answer.text("/offer"));
        assertThat(jws.verify(new ECDSAVerifier(OFFER_KEY.toPublicJWK()))).isTrue();
        assertThat(jws.getHeader().getType().getType()).isEqualTo("offer+jwt");
        assertThat(jws.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
        assertThat(jws.getHeader().getKeyID()).isEqualTo(OFFER_KEY.getKeyID());
        var schema =
                Files.readString(
                        Path.of(
                                System.getProperty("contracts.directory"),
                                "http/offer.schema.json"));
        var problems =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema)
                        .validate(
                                jws.getPayload().toString(),
                                InputFormat.JSON,
                                context ->
                                        context.executionConfig(
                                                config -> config.formatAssertionsEnabled(true)));
        assertThat(problems).isEmpty();
        var claims = jws.getJWTClaimsSet();
        assertThat(claims.getJWTID()).isEqualTo(answer.text("/offerId"));
        assertThat(cart).endsWith(claims.getStringClaim("cart"));
        assertThat(claims.getJSONObjectClaim("total")).containsEntry("amount", "25.00");
        assertThat(claims.getStringClaim("traceId")).matches("[0-9a-f]{32}");
        assertThat(claims.getSubject()).isNull();
        assertThat(claims.getExpirationTime().toInstant())
                .isEqualTo(Instant.parse(answer.text("/expiresAt")))
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(14)),
                        Instant.now().plus(Duration.ofMinutes(15)));
    }

    @Test
    void sameCartGivesTheSameOfferAlsoWhenItComesBackToIt() {
        var pen = Samples.sold(server, "1");
        put(pen, 2);
        var first = guest.post(cart + "/offer", "");

        var again = guest.with("Accept-Language", "ja").post(cart + "/offer", "");
        put(pen, 3);
        var more = guest.post(cart + "/offer", "");
        put(pen, 2);
        var back = guest.post(cart + "/offer", "");

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(more.text("/offerId")).isNotEqualTo(first.text("/offerId"));
        assertThat(back.body()).isEqualTo(first.body());
    }

    @Test
    void changedPriceGivesAnotherOffer() {
        var pen = Samples.sold(server, "1");
        put(pen, 2);
        var first = guest.post(cart + "/offer", "");

        server.operator().put("/api/products/" + pen, Samples.product("Pen", "2"));
        var second = guest.post(cart + "/offer", "");

        assertThat(second.text("/offerId")).isNotEqualTo(first.text("/offerId"));
        assertThat(second.text("/total/amount")).isEqualTo("4.00");
    }

    @Test
    void simultaneousRequestsGetOneOffer() throws Exception {
        put(Samples.sold(server, "1"), 2);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var requests =
                    IntStream.range(0, 20)
                            .<Callable<String>>mapToObj(
                                    i -> () -> guest.post(cart + "/offer", "").body())
                            .toList();
            var answers =
                    threads.invokeAll(requests).stream().map(each -> each.resultNow()).distinct();

            assertThat(answers).singleElement().asString().contains("offerId");
        }
    }

    @Test
    void offerNearItsEndIsRenewed() throws Exception {
        try (var own =
                new CommerceServer(
                        "konbini.offers.lifetime=10s", "konbini.offers.renew-before=9999ms")) {
            var api = own.guest();
            var ownCart = api.post("/api/carts", "").header("Location");
            api.put(ownCart + "/lines/" + Samples.sold(own, "1"), "{\"quantity\":1}");

            var first = api.post(ownCart + "/offer", "");
            var second = api.post(ownCart + "/offer", "");

            assertThat(second.status()).isEqualTo(200);
            assertThat(second.text("/offerId")).isNotEqualTo(first.text("/offerId"));
        }
    }

    @Test
    void renewedOfferIsAnotherOneThatARepeatGetsAgain() {
        put(Samples.sold(server, "1"), 2);
        var spent = guest.post(cart + "/offer", "");

        var renewed = guest.post(cart + "/offer?renew=" + spent.text("/offerId"), "");
        var repeated = guest.post(cart + "/offer?renew=" + spent.text("/offerId"), "");
        var current = guest.post(cart + "/offer", "");

        assertThat(renewed.status()).isEqualTo(200);
        assertThat(renewed.text("/offerId")).isNotEqualTo(spent.text("/offerId"));
        assertThat(renewed.text("/total/amount")).isEqualTo("2.00");
        assertThat(repeated.body()).isEqualTo(renewed.body());
        assertThat(current.body()).isEqualTo(renewed.body());
    }

    @Test
    void offerThatIsNotTheCartsIsNotRenewed() {
        put(Samples.sold(server, "1"), 2);
        var offer = guest.post(cart + "/offer", "");

        var other = guest.post(cart + "/offer?renew=01a21640-8f1b-7000-8000-000000000001", "");

        assertThat(other.body()).isEqualTo(offer.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"鉛", "\\\"", "🖊", "<"})
    void longestOfferIsShortEnoughForAHeader(String letter) throws Exception {
        var name = letter.repeat(200).substring(0, letter.equals("\\\"") ? 400 : 200);
        IntStream.range(0, Cart.LINES_MAX)
                .parallel()
                .forEach(i -> {
                    var sku = "%064d".formatted(i);
                    server.operator()
                            .put(
                                    "/api/products/" + sku,
                                    "{\"name\":{\"en\":\"%s\"},\"price\":{\"amount\":\"1000000000\",\"currency\":\"KWD\"}}"
                                            .formatted(name));
                    put(sku, 999);
                });

        var offer = guest.post(cart + "/offer", "").text("/offer");

        assertThat(offer).hasSizeBetween(30_000, 60_000);
        var jws = SignedJWT.parse(offer);
        assertThat(jws.verify(new ECDSAVerifier(CommerceServer.OFFER_KEY.toPublicJWK()))).isTrue();
        assertThat(jws.getJWTClaimsSet().getListClaim("lines")).hasSize(100);
    }

    @Test
    void keyIsRotatedWithoutARestart() throws Exception {
        var file = Files.writeString(directory.resolve("key"), OFFER_KEY.toJSONString());
        var next = new ECKeyGenerator(Curve.P_256).keyID("next").generate();
        var afterNext = new ECKeyGenerator(Curve.P_256).keyID("after-next").generate();
        try (var own = new CommerceServer("konbini.offers.signing-key=" + file.toUri())) {
            var pen = Samples.sold(own, "1");

            var first = offerOfAnotherCart(own, pen);
            replace(file, next.toJSONString());
            var second = offerOfAnotherCart(own, pen);
            replace(file, "{\"kty\":");
            var whileBroken = offerOfAnotherCart(own, pen);
            replace(file, afterNext.toPublicJWK().toJSONString());
            var whileUnfit = offerOfAnotherCart(own, pen);
            Files.delete(file);
            var whileGone = offerOfAnotherCart(own, pen);
            replace(file, afterNext.toJSONString());
            var last = offerOfAnotherCart(own, pen);

            assertThat(first.verify(new ECDSAVerifier(OFFER_KEY.toPublicJWK()))).isTrue();
            for (var offer : List.of(second, whileBroken, whileUnfit, whileGone)) {
                assertThat(offer.getHeader().getKeyID()).isEqualTo("next");
                assertThat(offer.verify(new ECDSAVerifier(next.toPublicJWK()))).isTrue();
            }
            assertThat(last.verify(new ECDSAVerifier(afterNext.toPublicJWK()))).isTrue();
        }
    }

    @Test
    void offerOfAWithdrawnKeyIsRenewedByTheNextOne() throws Exception {
        var file = Files.writeString(directory.resolve("key"), OFFER_KEY.toJSONString());
        var next = new ECKeyGenerator(Curve.P_256).keyID("next").generate();
        try (var own = new CommerceServer("konbini.offers.signing-key=" + file.toUri())) {
            var api = own.guest();
            var ownCart = api.post("/api/carts", "").header("Location");
            api.put(ownCart + "/lines/" + Samples.sold(own, "1"), "{\"quantity\":1}");
            var first = api.post(ownCart + "/offer", "");

            replace(file, next.toJSONString());
            var renewed = api.post(ownCart + "/offer?renew=" + first.text("/offerId"), "");

            assertThat(SignedJWT.parse(renewed.text("/offer")).getHeader().getKeyID())
                    .isEqualTo("next");
        }
    }

    @Test
    void linesHoldNeitherTheOfferNorTheCartsIdByWhichItIsHadAgain(CapturedOutput output) {
        put(Samples.sold(server, "1"), 1);
        var answer = guest.post(cart + "/offer", "");
        var id = cart.substring(cart.lastIndexOf('/') + 1);
        var digest = KeyDigest.of(id);

        await().untilAsserted(() ->
                assertThat(output)
                        .contains(
                                "Offer %s made of cart %s"
                                        .formatted(answer.text("/offerId"), digest))
                        .contains("POST /api/carts/%s/offer 200".formatted(digest)));

        assertThat(output).doesNotContain(id).doesNotContain(answer.text("/offer"));
    }

    @Test
    void signedInShopperIsNamedInAnOfferOfTheirOwn() throws Exception {
        put(Samples.sold(server, "1"), 1);
        var asGuest = guest.post(cart + "/offer", "");

        var asShopper = server.as("sam", Role.SHOPPER).post(cart + "/offer", "");

        assertThat(asShopper.text("/offerId")).isNotEqualTo(asGuest.text("/offerId"));
        assertThat(SignedJWT.parse(asShopper.text("/offer")).getJWTClaimsSet().getSubject())
                .isEqualTo("sam");
    }

    @Test
    void emptyCartIsNotOffered() {
        var answer = guest.post(cart + "/offer", "");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("cart-empty");
    }

    @Test
    void productThatDisappearedIsNamed() {
        var pen = Samples.sold(server, "1");
        put(pen, 1);
        server.operator().delete("/api/products/" + pen);

        var answer = guest.post(cart + "/offer", "");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("product-gone");
        assertThat(answer.text("/skus/0")).isEqualTo(pen);
        assertThat(answer.text("/detail")).contains(pen);
        assertThat(answer.text("/traceId")).matches("[0-9a-f]{32}");
    }

    @Test
    void productsThatCameToHaveDifferentCurrenciesAreNotOffered() {
        var pen = Samples.sold(server, "1");
        put(pen, 1);
        put(Samples.sold(server, "1"), 1);
        server.operator()
                .put(
                        "/api/products/" + pen,
                        "{\"name\":{\"en\":\"Pen\"},\"price\":{\"amount\":\"100\",\"currency\":\"JPY\"}}");

        assertThat(guest.get(cart).json().at("/total").isNull()).isTrue();
        assertThat(guest.post(cart + "/offer", "").problem()).isEqualTo("currency-mismatch");
    }

    @Test
    void unknownCartIsNotFound() {
        assertThat(guest.post("/api/carts/none/offer", "").problem()).isEqualTo("cart-not-found");
    }

    private static SignedJWT offerOfAnotherCart(CommerceServer server, String sku)
            throws ParseException {
        var api = server.guest();
        var cart = api.post("/api/carts", "").header("Location");
        api.put(cart + "/lines/" + sku, "{\"quantity\":1}");
        return SignedJWT.parse(api.post(cart + "/offer", "").text("/offer"));
    }

    /// Each content has a time of its own, however fast the test is.
    private void replace(Path file, String content) throws IOException {
        modified = modified.plusSeconds(1);
        Files.setLastModifiedTime(Files.writeString(file, content), FileTime.from(modified));
    }

    private void put(String sku, int quantity) {
        var answer = guest.put(cart + "/lines/" + sku, "{\"quantity\":%d}".formatted(quantity));
        assertThat(answer.status()).isEqualTo(200);
    }
}
