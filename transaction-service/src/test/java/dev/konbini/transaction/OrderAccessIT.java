package dev.konbini.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.web.access.Role;
import dev.konbini.web.access.TokenMint;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderAccessIT extends RunningService {

    private static final String AUTHORIZATION = "Authorization";

    @Test
    void ownersAndOperatorsReadAnOrder() {
        var offer = OFFERS.offer(stocked(5), 1);
        place(offer, "tok_visa", AUTHORIZATION, SHOPPER);

        assertThat(read(offer, AUTHORIZATION, SHOPPER)).isEqualTo(200);
        assertThat(read(offer, AUTHORIZATION, OPERATOR)).isEqualTo(200);
        assertThat(read(offer, "Konbini-Offer", offer.jws())).isEqualTo(200);
    }

    @Test
    void nobodyElseLearnsWhetherItExists() {
        var offer = OFFERS.offer(stocked(5), 1);
        place(offer, "tok_visa", AUTHORIZATION, SHOPPER);
        var other = OFFERS.offer("KB-1", 1);
        var forged = new OfferMint();
        var claims = forged.claims(Map.of("KB-1", 1));
        claims.put("jti", offer.id());

        var missing = http.get("/api/orders/" + UUID.randomUUID());
        var stranger = http.get("/api/orders/" + offer.id());

        assertThat(missing.status()).isEqualTo(404);
        assertThat(stranger.status()).isEqualTo(404);
        assertThat(stranger.at("/detail")).isEqualTo(missing.at("/detail"));
        assertThat(read(offer, AUTHORIZATION, OTHER_SHOPPER)).isEqualTo(404);
        assertThat(read(offer, AUTHORIZATION, LOG_SENDER)).isEqualTo(404);
        assertThat(read(offer, "Konbini-Offer", other.jws())).isEqualTo(404);
        assertThat(read(offer, "Konbini-Offer", forged.sign(claims).jws())).isEqualTo(404);
        assertThat(read(offer, "Konbini-Offer", "garbage")).isEqualTo(404);
    }

    @Test
    void ownsWhatTheOfferWasMadeFor() {
        var claims = OFFERS.claims(Map.of(stocked(5), 1));
        claims.put("sub", "bob");
        var offer = OFFERS.sign(claims);

        place(offer, "tok_visa");

        assertThat(read(offer, AUTHORIZATION, OTHER_SHOPPER)).isEqualTo(200);
        assertThat(read(offer, AUTHORIZATION, SHOPPER)).isEqualTo(404);
    }

    @Test
    void anOperatorWhoPlacesAnOrderDoesNotOwnIt() {
        var offer = OFFERS.offer(stocked(5), 1);

        place(offer, "tok_visa", AUTHORIZATION, OPERATOR);

        assertThat(orderDocument(offer.id()).getList("owners", String.class)).isEmpty();
    }

    @Test
    void longestOfferReadsItsOrder() {
        var claims = OFFERS.claims(Map.of(stocked(5), 1));
        place(OFFERS.sign(claims), "tok_visa");
        claims.put("more", "x".repeat(44_000));
        var longest = OFFERS.sign(claims);
        assertThat(longest.jws()).hasSizeBetween(58_000, 60_000);

        assertThat(read(longest, "Konbini-Offer", longest.jws())).isEqualTo(200);
    }

    @Test
    void offersReadTheirOrderAfterTheirEnd() {
        var claims = OFFERS.claims(Map.of(stocked(5), 1));
        var offer = OFFERS.sign(claims);
        place(offer, "tok_visa");
        claims.put("exp", 1_600_000_000L);

        assertThat(read(offer, "Konbini-Offer", OFFERS.sign(claims).jws())).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/api/orders,none,401",
        "GET,/api/orders,log-sender,403",
        "GET,/api/orders,shopper,200",
        "GET,/api/orders,operator,200",
        "PUT,/api/stock/KB-0/tokyo,none,401",
        "PUT,/api/stock/KB-0/tokyo,shopper,403",
        "PUT,/api/stock/KB-0/tokyo,log-sender,403",
        "POST,/api/stock/KB-0/tokyo/adjust,none,401",
        "POST,/api/stock/KB-0/tokyo/adjust,shopper,403",
        "POST,/api/stock/KB-0/tokyo/adjust,log-sender,403",
        "GET,/api/stock?sku=KB-0,none,200",
        "GET,/api/stock/KB-0,none,404",
        "GET,/api/stock/KB-0/tokyo,none,404",
        "GET,/v3/api-docs,none,200",
        "GET,/actuator/health,operator,404"
    })
    void letsInWhomTheRulesName(String method, String path, String who, int status) {
        var headers =
                switch (who) {
                    case "operator" -> new String[] {AUTHORIZATION, OPERATOR};
                    case "shopper" -> new String[] {AUTHORIZATION, SHOPPER};
                    case "log-sender" -> new String[] {AUTHORIZATION, LOG_SENDER};
                    default -> new String[0];
                };

        var answer =
                switch (method) {
                    case "PUT" -> http.put(path, Map.of("onHand", 1), headers);
                    case "POST" -> http.post(path, Map.of("by", 1), headers);
                    default -> http.get(path, headers);
                };

        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        if (status >= 400) {
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PATCH, /api/stock/KB-1, 405, GET",
        "DELETE, /api/stock/KB-1/tokyo, 405, 'GET,PUT'",
        "POST, /api/orders/x/cancel, 404, ''",
        "GET, /api/elsewhere, 404, ''",
        "HEAD, /api/stock/KB-1, 404, ''",
        "HEAD, /api/stock?sku=KB-1, 200, ''"
    })
    void saysWhatIsNotThereToGuestsAndOperators(
            String method, String path, int status, String allowed) {
        for (var headers : new String[][] {{}, {AUTHORIZATION, OPERATOR}}) {
            var answer = http.send(method, path, headers);

            assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
            assertThat(answer.header("Allow").split(", *"))
                    .containsExactlyInAnyOrder(allowed.split(","));
        }
    }

    @Test
    void permitsHeadToWhomGetIsPermitted() {
        assertThat(http.send("HEAD", "/api/orders").status()).isEqualTo(401);
        assertThat(http.send("HEAD", "/api/orders", AUTHORIZATION, OPERATOR).status())
                .isEqualTo(200);
    }

    @Test
    void refusesTokensOfOthers() {
        var forged = TokenMint.generate().token("eve", null, Duration.ofHours(1), Role.OPERATOR);

        assertThat(http.get("/api/orders", AUTHORIZATION, "Bearer " + forged).status())
                .isEqualTo(401);
    }

    @Test
    void describesEveryEndpoint() {
        var paths = http.get("/v3/api-docs").json().at("/paths");

        assertThat(paths.propertyNames())
                .containsExactlyInAnyOrder(
                        "/api/orders",
                        "/api/orders/{id}",
                        "/api/stock",
                        "/api/stock/{sku}",
                        "/api/stock/{sku}/{location}",
                        "/api/stock/{sku}/{location}/adjust");
        paths.forEach(path ->
                path.forEach(operation ->
                        assertThat(operation.at("/summary").asString("")).isNotEmpty()));
    }

    private int read(OfferMint.Signed offer, String... headers) {
        return http.get("/api/orders/" + offer.id(), headers).status();
    }
}
