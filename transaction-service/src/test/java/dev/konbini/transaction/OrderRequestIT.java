package dev.konbini.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class OrderRequestIT extends RunningService {

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "/offer,null",
                "/offer,' '",
                "/email,null",
                "/email,nobody",
                "/payment/method,null",
                "/payment/method,cash",
                "/payment/token,null",
                "/payment/token,tok visa",
                "/shipTo/name,null",
                "/shipTo/name,' '",
                "/shipTo/line1,null",
                "/shipTo/city,null",
                "/shipTo/postalCode,null",
                "/shipTo/country,null",
                "/shipTo/country,JAPAN",
                "/shipTo/country,XX",
                "/shipTo/country,jp"
            })
    void namesThePartThatIsWrong(String pointer, String value) {
        var answer = http.post("/api/orders", changed(pointer, value));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("invalid-request");
        assertThat(answer.at("/errors/0/pointer")).isEqualTo(pointer);
        assertThat(answer.at("/errors/0/detail")).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/email,300",
        "/payment/token,129",
        "/shipTo/name,201",
        "/shipTo/line1,201",
        "/shipTo/line2,201",
        "/shipTo/city,101",
        "/shipTo/region,101",
        "/shipTo/postalCode,21",
        "/offer,100001"
    })
    void boundsEveryText(String pointer, int length) {
        var text =
                pointer.equals("/email") ? "a".repeat(length - 6) + "@b.com" : "a".repeat(length);

        var answer = http.post("/api/orders", changed(pointer, text));

        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.at("/errors/0/pointer")).isEqualTo(pointer);
    }

    @ParameterizedTest
    @CsvSource({"'{'", "'[]'", "'{\"payment\":1}'", "''"})
    void refusesWhatIsNoRequest(String body) {
        var answer = http.post("/api/orders", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @Test
    void ignoresFieldsItDoesNotKnow() {
        var body = new HashMap<>(Http.order(OFFERS.offer(stocked(1), 1), "tok_visa"));
        body.put("giftWrap", true);

        assertThat(http.post("/api/orders", body).status()).isEqualTo(201);
    }

    @Test
    void logsEachStepAndNothingOfTheShopper(CapturedOutput output) {
        var offer = OFFERS.offer(stocked(2), 1);
        place(offer, "tok_chargeDeclinedExpiredCard");
        place(offer, "tok_mastercard");
        place(OFFERS.offer("KB-NOWHERE", 1), "tok_amex");

        assertThat(output)
                .contains("Order %s: placed, attempt 1".formatted(offer.id()))
                .contains("Order %s: stock reserved: 1 of".formatted(offer.id()))
                .contains(
                        "Order %s: rejected: payment-declined, expired_card".formatted(offer.id()))
                .contains("Order %s: payment of USD 12.50 authorised".formatted(offer.id()))
                .contains("Order %s: confirmed".formatted(offer.id()))
                .contains("rejected: out-of-stock of [KB-NOWHERE]")
                .doesNotContain(
                        "tok_chargeDeclinedExpiredCard",
                        "tok_mastercard",
                        "tok_amex",
                        "ann@example.com",
                        "Marunouchi",
                        "100-0005",
                        offer.jws());
    }

    private Map<String, Object> changed(String pointer, String value) {
        var body = new HashMap<>(Http.order(OFFERS.offer("KB-1", 1), "tok_visa"));
        var parts = pointer.substring(1).split("/", 2);
        if (parts.length == 1) {
            body.put(parts[0], value);
        } else {
            var inner =
                    new HashMap<String, Object>(
                            parts[0].equals("shipTo")
                                    ? Http.address()
                                    : Map.of("method", "card", "token", "tok_visa"));
            inner.put(parts[1], value);
            body.put(parts[0], inner);
        }
        return body;
    }
}
