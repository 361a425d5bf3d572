package dev.konbini.transaction.payment.mongo;

import dev.konbini.transaction.money.Money;
import dev.konbini.transaction.money.MoneyDocument;
import dev.konbini.transaction.payment.Authorization;
import java.time.Instant;
import java.util.Optional;
import org.bson.codecs.pojo.annotations.BsonId;
import org.jspecify.annotations.Nullable;

/// One idempotency key and the answer given under it.
///
/// @param key the idempotency key
/// @param amount null where the key was voided before anything was asked under it
/// @param authorizationId null where nothing was authorised
/// @param code null where nothing was declined
public record PaymentDocument(
        @BsonId String key,
        State state,
        @Nullable MoneyDocument amount,
        @Nullable String authorizationId,
        @Nullable String code,
        Instant at) {

    /// What has become of the wish.
    public enum State {
        AUTHORIZED,
        DECLINED,
        VOIDED
    }

    public static PaymentDocument authorized(
            String key, Money amount, String authorizationId, Instant at) {
        return new PaymentDocument(
                key, State.AUTHORIZED, MoneyDocument.from(amount), authorizationId, null, at);
    }

    public static PaymentDocument declined(String key, Money amount, String code, Instant at) {
        return new PaymentDocument(key, State.DECLINED, MoneyDocument.from(amount), null, code, at);
    }

    /// Voided before anything was asked under it, so that nothing will be authorised.
    static PaymentDocument barred(String key, Instant at) {
        return new PaymentDocument(key, State.VOIDED, null, null, null, at);
    }

    /// What is held under the key, or was until it was voided.
    public Optional<Authorization> toAuthorization() {
        return authorizationId == null || amount == null
                ? Optional.empty()
                : Optional.of(new Authorization(authorizationId, amount.toMoney()));
    }
}
