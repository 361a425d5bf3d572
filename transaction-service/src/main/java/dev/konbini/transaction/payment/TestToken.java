package dev.konbini.transaction.payment;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The test tokens that stand for cards, with the brands, digits and decline codes that Stripe
/// gives them (https://docs.stripe.com/testing).
enum TestToken {
    VISA("tok_visa", "visa", "4242"),
    VISA_DEBIT("tok_visa_debit", "visa", "5556"),
    MASTERCARD("tok_mastercard", "mastercard", "4444"),
    MASTERCARD_DEBIT("tok_mastercard_debit", "mastercard", "8210"),
    MASTERCARD_PREPAID("tok_mastercard_prepaid", "mastercard", "5100"),
    AMEX("tok_amex", "amex", "8431"),
    DISCOVER("tok_discover", "discover", "1117"),
    DINERS("tok_diners", "diners", "3237"),
    JCB("tok_jcb", "jcb", "0505"),
    UNION_PAY("tok_unionpay", "unionpay", "0005"),

    DECLINED("tok_chargeDeclined", "visa", "0002", "generic_decline"),
    DECLINED_AS_CUSTOMER("tok_chargeCustomerFail", "visa", "0341", "generic_decline"),
    INSUFFICIENT_FUNDS("tok_chargeDeclinedInsufficientFunds", "visa", "9995", "insufficient_funds"),
    LOST_CARD("tok_chargeDeclinedLostCard", "visa", "9987", "lost_card"),
    STOLEN_CARD("tok_chargeDeclinedStolenCard", "visa", "9979", "stolen_card"),
    EXPIRED_CARD("tok_chargeDeclinedExpiredCard", "visa", "0069", "expired_card"),
    INCORRECT_CVC("tok_chargeDeclinedIncorrectCvc", "visa", "0127", "incorrect_cvc"),
    PROCESSING_ERROR("tok_chargeDeclinedProcessingError", "visa", "0119", "processing_error"),
    FRAUDULENT("tok_chargeDeclinedFraudulent", "visa", "0019", "fraudulent"),
    VELOCITY("tok_chargeDeclinedVelocityLimitExceeded", "visa", "6975", "card_velocity_exceeded");

    private static final Map<String, TestToken> BY_TOKEN =
            Arrays.stream(values())
                    .collect(Collectors.toMap(token -> token.token, Function.identity()));

    private final String token;
    private final String brand;
    private final String last4;
    private final @Nullable String declineCode;

    TestToken(String token, String brand, String last4) {
        this(token, brand, last4, null);
    }

    TestToken(String token, String brand, String last4, @Nullable String declineCode) {
        this.token = token;
        this.brand = brand;
        this.last4 = last4;
        this.declineCode = declineCode;
    }

    static Optional<TestToken> of(String token) {
        return Optional.ofNullable(BY_TOKEN.get(token));
    }

    Card card() {
        return new Card(brand, last4);
    }

    /// Why a charge is declined; empty if it is not.
    Optional<String> declineCode() {
        return Optional.ofNullable(declineCode);
    }
}
