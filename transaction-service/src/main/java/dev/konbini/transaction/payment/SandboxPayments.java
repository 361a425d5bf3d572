package dev.konbini.transaction.payment;

import dev.konbini.transaction.money.Money;
import dev.konbini.transaction.payment.mongo.MongoSandboxLedger;
import dev.konbini.transaction.payment.mongo.PaymentDocument;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// A card processor for trying out: it knows test tokens only and moves no money.
///
/// Each authorisation is asked for under an idempotency key. The first answer under a key is the
/// answer for ever, and a key that was voided first authorises nothing later, so a request that was
/// long on its way cannot charge an order that has been given up.
@Component
public final class SandboxPayments {

    /// The code of a refusal to authorise under a key that was voided before.
    static final String VOIDED = "authorization_voided";

    private final MongoSandboxLedger ledger;
    private final Clock clock;

    SandboxPayments(MongoSandboxLedger ledger, Clock clock) {
        this.ledger = ledger;
        this.clock = clock;
    }

    /// The card that `token` stands for; empty if it stands for none.
    public Optional<Card> card(String token) {
        return TestToken.of(token).map(TestToken::card);
    }

    /// Holds `amount` on the card, or declines. A repeat under the same key gets the first answer,
    /// whatever it asks for.
    ///
    /// @param key names this wish and no other
    /// @throws IllegalArgumentException if `token` stands for no card
    public Decision authorize(String key, Money amount, String token) {
        var known =
                TestToken.of(token)
                        .orElseThrow(() -> new IllegalArgumentException("No card has this token"));
        var first =
                ledger.addOnce(
                        known.declineCode()
                                .map(code ->
                                        PaymentDocument.declined(
                                                key, amount, code, clock.instant()))
                                .orElseGet(() ->
                                        PaymentDocument.authorized(
                                                key,
                                                amount,
                                                authorizationId(key),
                                                clock.instant())));
        return switch (first.state()) {
            case AUTHORIZED -> new Decision.Authorized(first.toAuthorization().orElseThrow());
            case DECLINED -> new Decision.Declined(String.valueOf(first.code()));
            case VOIDED -> new Decision.Declined(VOIDED);
        };
    }

    /// Gives up what was or will be authorised under `key`. May be repeated.
    ///
    /// @return what was held and is so no more, also when an earlier call let go of it; empty if
    ///   nothing ever was
    public Optional<Authorization> voidAuthorization(String key) {
        return ledger.voidOnce(key, clock.instant()).toAuthorization();
    }

    private static String authorizationId(String key) {
        return "sandbox_" + key.replace('/', '-');
    }
}
