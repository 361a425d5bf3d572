package dev.konbini.transaction.offer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.PlainObject;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.konbini.transaction.Contract;
import dev.konbini.transaction.OfferMint;
import dev.konbini.transaction.money.Money;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.FileSystemResource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class VerifyOfferTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final OfferMint mint = new OfferMint();

    @TempDir Path directory = Path.of("");

    @Test
    void readsWhatTheContractsExampleSays() throws IOException {
        var example = Contract.read("http/examples/offer.json");
        assertThat(Contract.faults("http/offer.schema.json", example)).isEmpty();
        Map<String, Object> claims = JSON.readValue(example, new TypeReference<>() {});

        var outcome = verifyOffer(mint).verify(mint.sign(claims).jws());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        VerifyOffer.Outcome.Verified.class,
                        verified -> {
                            assertThat(verified.offer().id())
                                    .isEqualTo("019ab0c2-8f00-7a10-9c3e-2f7a51d0c001");
                            assertThat(verified.offer().total())
                                    .isEqualTo(Money.of("25.00", "USD"));
                            assertThat(verified.offer().traceId())
                                    .isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
                            assertThat(verified.offer().subject()).isNull();
                            assertThat(verified.offer().lines()).hasSize(1);
                            assertThat(verified.offer().lapsedAt(Instant.ofEpochSecond(1795317544)))
                                    .isFalse();
                            assertThat(verified.offer().lapsedAt(Instant.ofEpochSecond(1795317545)))
                                    .isTrue();
                        });
    }

    @Test
    void offersOfTestsKeepToTheContract() {
        var claims = JSON.writeValueAsString(mint.claims(Map.of("KB-1", 2)));

        assertThat(Contract.faults("http/offer.schema.json", claims)).isEmpty();
    }

    @Test
    void longestOfferOfCommerceServiceIsVerified() throws IOException {
        var most = Map.of("amount", "1000000000.000", "currency", "KWD");
        var claims = mint.claims(Map.of());
        claims.put("total", Map.of("amount", "99900000000000.000", "currency", "KWD"));
        claims.put(
                "lines",
                IntStream.range(0, 100)
                        .mapToObj(i ->
                                Map.of(
                                        "sku",
                                        "%064d".formatted(i),
                                        "name",
                                        "鉛".repeat(65) + "…",
                                        "quantity",
                                        999,
                                        "unitPrice",
                                        most,
                                        "total",
                                        Map.of("amount", "999000000000.000", "currency", "KWD")))
                        .toList());
        var offer = mint.sign(claims).jws();
        assertThat(offer).hasSizeBetween(50_000, 60_000);

        assertThat(verifyOffer(mint).verify(offer))
                .isInstanceOfSatisfying(
                        VerifyOffer.Outcome.Verified.class,
                        verified -> assertThat(verified.offer().lines()).hasSize(100));
    }

    @Test
    void ignoresClaimsItDoesNotKnow() throws IOException {
        var claims = mint.claims(Map.of("KB-1", 2));
        claims.put("discounts", List.of(Map.of("code", "SPRING")));

        assertThat(verifyOffer(mint).verify(mint.sign(claims).jws()))
                .isInstanceOf(VerifyOffer.Outcome.Verified.class);
    }

    @Test
    void knowsEachOfSeveralKeysAndLearnsNewOnes() throws IOException {
        var older = new OfferMint();
        var newer = new OfferMint();
        var verifyOffer = verifyOffer(mint, older);
        assertThat(verified(verifyOffer, mint)).isTrue();
        assertThat(verified(verifyOffer, older)).isTrue();
        assertThat(verified(verifyOffer, newer)).isFalse();

        write(mint, newer);

        assertThat(verified(verifyOffer, newer)).isTrue();
        assertThat(verified(verifyOffer, older)).isFalse();
    }

    @Test
    void refusesAKeyThatWasWithdrawnSinceItsLastOffer() throws IOException {
        var leaked = new OfferMint();
        var verifyOffer = verifyOffer(mint, leaked);
        assertThat(verified(verifyOffer, leaked)).isTrue();

        write(mint);

        assertThat(verifyOffer.verify(leaked.offer("KB-1", 1).jws()))
                .isInstanceOfSatisfying(
                        VerifyOffer.Outcome.Invalid.class,
                        refused ->
                                assertThat(refused.reason())
                                        .contains("withdrawn")
                                        .contains("a new offer, with this one's id as renew"));
        assertThat(verified(verifyOffer, mint)).isTrue();
    }

    @Test
    void knowsItsKeysWhileTheirFileIsHalfWrittenOrAway() throws IOException {
        var verifyOffer = verifyOffer(mint);
        assertThat(verified(verifyOffer, mint)).isTrue();
        var file = write(mint);

        Files.writeString(file, "{\"keys\":[");
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        assertThat(verified(verifyOffer, mint)).isTrue();
        Files.delete(file);
        assertThat(verified(verifyOffer, mint)).isTrue();
        write(new OfferMint());

        assertThat(verified(verifyOffer, mint)).isFalse();
    }

    @Test
    void refusesOtherAlgorithms() throws IOException, JOSEException {
        var claims = new Payload(JSON.writeValueAsString(mint.claims(Map.of("KB-1", 1))));
        var none = new PlainObject(claims).serialize();
        var symmetric =
                new JWSObject(
                        new JWSHeader.Builder(JWSAlgorithm.HS256)
                                .type(new JOSEObjectType("offer+jwt"))
                                .keyID(mint.key().getKeyID())
                                .build(),
                        claims);
        symmetric.sign(new MACSigner(mint.key().toPublicJWK().toECPublicKey().getEncoded()));

        assertThat(verifyOffer(mint).verify(none)).isInstanceOf(VerifyOffer.Outcome.Invalid.class);
        assertThat(verifyOffer(mint).verify(symmetric.serialize()))
                .isInstanceOf(VerifyOffer.Outcome.Invalid.class);
    }

    @Test
    void refusesTokensMadeForAnotherPurpose() throws IOException {
        var header =
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .type(JOSEObjectType.JWT)
                        .keyID(mint.key().getKeyID())
                        .build();

        var outcome =
                verifyOffer(mint).verify(mint.sign(mint.claims(Map.of("KB-1", 1)), header).jws());

        assertThat(outcome)
                .isEqualTo(
                        new VerifyOffer.Outcome.Invalid(
                                "Its header must say alg ES256 and typ offer+jwt."));
    }

    @Test
    void refusesClaimsThatWereChanged() throws IOException {
        var parts = mint.offer("KB-1", 1).jws().split("\\.", 3);
        var other = mint.offer("KB-2", 1).jws().split("\\.", 3);

        var outcome = verifyOffer(mint).verify(parts[0] + "." + other[1] + "." + parts[2]);

        assertThat(outcome)
                .isEqualTo(new VerifyOffer.Outcome.Invalid("Its signature does not fit."));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "iss,konbini/other",
                "iss,null",
                "jti,not-a-uuid",
                "jti,null",
                "exp,null",
                "total,null",
                "lines,null"
            })
    void refusesClaimsThatAreNotAnOffers(String claim, @Nullable String value) throws IOException {
        var claims = mint.claims(Map.of("KB-1", 1));
        if (value == null) {
            claims.remove(claim);
        } else {
            claims.put(claim, value);
        }

        assertThat(verifyOffer(mint).verify(mint.sign(claims).jws()))
                .isInstanceOf(VerifyOffer.Outcome.Invalid.class);
    }

    @Test
    void refusesLinesInAnotherCurrency() throws IOException {
        var claims = mint.claims(Map.of("KB-1", 1));
        claims.put("total", Map.of("amount", "1250", "currency", "JPY"));

        assertThat(verifyOffer(mint).verify(mint.sign(claims).jws()))
                .isInstanceOf(VerifyOffer.Outcome.Invalid.class);
    }

    @ParameterizedTest
    @CsvSource({"0", "1000", "-1"})
    void refusesQuantitiesOutOfBounds(int quantity) throws IOException {
        var claims = mint.claims(Map.of("KB-1", 1));
        claims.put(
                "lines",
                List.of(
                        Map.of(
                                "sku",
                                "KB-1",
                                "name",
                                "Brass Pencil",
                                "quantity",
                                quantity,
                                "unitPrice",
                                Map.of("amount", "1.00", "currency", "USD"),
                                "total",
                                Map.of("amount", "1.00", "currency", "USD"))));

        assertThat(verifyOffer(mint).verify(mint.sign(claims).jws()))
                .isInstanceOf(VerifyOffer.Outcome.Invalid.class);
    }

    @ParameterizedTest
    @CsvSource({"garbage", "a.b.c", "e30.e30.e30"})
    void refusesWhatIsNoJws(String text) throws IOException {
        assertThat(verifyOffer(mint).verify(text)).isInstanceOf(VerifyOffer.Outcome.Invalid.class);
    }

    private static boolean verified(VerifyOffer verifyOffer, OfferMint mint) {
        return verifyOffer.verify(mint.offer("KB-1", 1).jws())
                instanceof VerifyOffer.Outcome.Verified;
    }

    private VerifyOffer verifyOffer(OfferMint... mints) throws IOException {
        var file = write(mints);
        return new VerifyOffer(
                new OfferKeys(new OfferProperties(new FileSystemResource(file))), JSON);
    }

    /// Each content has a time of its own, however fast the test is.
    private Path write(OfferMint... mints) throws IOException {
        var file = directory.resolve("offers.jwks");
        var earlier = Files.exists(file) ? Files.getLastModifiedTime(file).toMillis() : 0;
        var keys = Arrays.stream(mints).<JWK>map(OfferMint::key).toList();
        Files.writeString(file, new JWKSet(keys).toPublicJWKSet().toString());
        return Files.setLastModifiedTime(
                file,
                FileTime.fromMillis(
                        Math.max(earlier + 1000, Files.getLastModifiedTime(file).toMillis())));
    }
}
