package dev.konbini.transaction.payment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestTokenTests {

    @ParameterizedTest
    @CsvSource({
        "tok_visa,visa,4242",
        "tok_mastercard,mastercard,4444",
        "tok_amex,amex,8431",
        "tok_discover,discover,1117",
        "tok_diners,diners,3237",
        "tok_jcb,jcb,0505",
        "tok_unionpay,unionpay,0005"
    })
    void standsForACardThatPays(String token, String brand, String last4) {
        var known = TestToken.of(token).orElseThrow();

        assertThat(known.card()).isEqualTo(new Card(brand, last4));
        assertThat(known.declineCode()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "tok_chargeDeclined,generic_decline",
        "tok_chargeCustomerFail,generic_decline",
        "tok_chargeDeclinedInsufficientFunds,insufficient_funds",
        "tok_chargeDeclinedLostCard,lost_card",
        "tok_chargeDeclinedStolenCard,stolen_card",
        "tok_chargeDeclinedExpiredCard,expired_card",
        "tok_chargeDeclinedIncorrectCvc,incorrect_cvc",
        "tok_chargeDeclinedProcessingError,processing_error",
        "tok_chargeDeclinedFraudulent,fraudulent",
        "tok_chargeDeclinedVelocityLimitExceeded,card_velocity_exceeded"
    })
    void standsForACardThatIsDeclined(String token, String code) {
        assertThat(TestToken.of(token).orElseThrow().declineCode()).hasValue(code);
    }

    @Test
    void standsForNothingElse() {
        assertThat(TestToken.of("tok_VISA")).isEmpty();
        assertThat(TestToken.of("4242424242424242")).isEmpty();
    }
}
