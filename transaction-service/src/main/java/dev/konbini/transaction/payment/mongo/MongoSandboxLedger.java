package dev.konbini.transaction.payment.mongo;

import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Updates.set;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// Remembers what the sandbox answered, by idempotency key. The first writer of a key decides.
@Component
public final class MongoSandboxLedger {

    private final MongoCollection<PaymentDocument> payments;

    MongoSandboxLedger(MongoDatabase database) {
        this.payments = database.getCollection("sandboxPayments", PaymentDocument.class);
    }

    /// Adds `payment` unless its key is taken.
    ///
    /// @return what the key holds afterwards
    public PaymentDocument addOnce(PaymentDocument payment) {
        try {
            payments.insertOne(payment);
            return payment;
        } catch (MongoWriteException e) {
            if (e.getError().getCategory() != ErrorCategory.DUPLICATE_KEY) {
                throw e;
            }
            return taken(payment.key());
        }
    }

    /// Voids what `key` holds, or bars the key where it holds nothing yet. What was declined stays
    /// declined.
    ///
    /// @return what the key holds afterwards
    public PaymentDocument voidOnce(String key, Instant at) {
        var held = addOnce(PaymentDocument.barred(key, at));
        if (held.state() != PaymentDocument.State.AUTHORIZED) {
            return held;
        }
        payments.updateOne(eq(key), set("state", PaymentDocument.State.VOIDED.name()));
        return held;
    }

    private PaymentDocument taken(String key) {
        var first = payments.find(eq(key)).first();
        if (first == null) {
            // Another replica's insert is not yet acknowledged by a majority; a repeat of the
            // request will see it.
            throw new MongoTimeoutException("The payment %s is being written".formatted(key));
        }
        return first;
    }
}
