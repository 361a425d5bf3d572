package dev.konbini.transaction.problem;

import dev.konbini.web.problem.ProblemType;
import org.springframework.http.HttpStatus;

/// The problems that are this service's own, in the order in which they are looked for.
public enum TransactionProblem implements ProblemType {
    IDEMPOTENCY_KEY_REUSED(
            HttpStatus.UNPROCESSABLE_CONTENT, "The idempotency key names another request"),
    OFFER_INVALID(HttpStatus.UNPROCESSABLE_CONTENT, "The offer is not one that we made"),
    PAYMENT_TOKEN_UNKNOWN(HttpStatus.UNPROCESSABLE_CONTENT, "The payment token is not known"),
    ALREADY_PLACED(HttpStatus.CONFLICT, "The offer is an order already, in another way"),
    PAYMENT_IN_PROGRESS(HttpStatus.CONFLICT, "Another payment for this order is in progress"),
    OFFER_LAPSED(HttpStatus.GONE, "The offer has lapsed"),
    TOO_MANY_ATTEMPTS(HttpStatus.CONFLICT, "The order was attempted too often"),
    OUT_OF_STOCK(HttpStatus.CONFLICT, "There is too little stock"),
    PAYMENT_DECLINED(HttpStatus.PAYMENT_REQUIRED, "The payment was declined"),
    PRECONDITION_MISSING(
            HttpStatus.PRECONDITION_REQUIRED, "The request must say what makes it safe to repeat"),
    STOCK_CHANGED(HttpStatus.PRECONDITION_FAILED, "The stock is not what the caller saw"),
    STOCK_RESERVED(HttpStatus.CONFLICT, "More units are reserved than would be left");

    private final HttpStatus status;
    private final String title;

    TransactionProblem(HttpStatus status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public HttpStatus status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
