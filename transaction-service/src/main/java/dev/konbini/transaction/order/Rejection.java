package dev.konbini.transaction.order;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why an attempt ended without an order.
///
/// @param attempt its number
/// @param missing the SKUs of which there was too little, for [Reason#OUT_OF_STOCK]
/// @param code why the card was declined, for [Reason#PAYMENT_DECLINED]
public record Rejection(int attempt, Reason reason, List<String> missing, @Nullable String code) {

    /// The kinds of reasons.
    public enum Reason {
        OUT_OF_STOCK("out-of-stock"),
        PAYMENT_DECLINED("payment-declined"),
        ABANDONED("abandoned");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /// As events and answers write it.
        public String text() {
            return text;
        }
    }

    public Rejection {
        missing = List.copyOf(missing);
    }

    static Rejection outOfStock(int attempt, List<String> missing) {
        return new Rejection(attempt, Reason.OUT_OF_STOCK, missing, null);
    }

    static Rejection declined(int attempt, String code) {
        return new Rejection(attempt, Reason.PAYMENT_DECLINED, List.of(), code);
    }

    static Rejection abandoned(int attempt) {
        return new Rejection(attempt, Reason.ABANDONED, List.of(), null);
    }
}
