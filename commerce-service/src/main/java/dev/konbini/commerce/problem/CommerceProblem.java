package dev.konbini.commerce.problem;

import dev.konbini.web.problem.ProblemType;
import org.springframework.http.HttpStatus;

/// The problems that commerce-service answers beside those that every service may, in the order in
/// which they are looked for.
public enum CommerceProblem implements ProblemType {
    PARAMETER_NOT_SUPPORTED(HttpStatus.BAD_REQUEST, "The parameter is not supported yet"),
    PRODUCT_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such product"),
    CART_NOT_FOUND(HttpStatus.NOT_FOUND, "There is no such cart"),
    PRECONDITION_FAILED(
            HttpStatus.PRECONDITION_FAILED, "The version is not the one that was asked for"),
    UNKNOWN_PRODUCT(HttpStatus.UNPROCESSABLE_CONTENT, "The product to be bought does not exist"),
    IMPOSSIBLE_CONFIGURATION(
            HttpStatus.UNPROCESSABLE_CONTENT, "The product cannot be had like this"),
    TOO_MANY_LINES(HttpStatus.UNPROCESSABLE_CONTENT, "The cart is full"),
    CURRENCY_MISMATCH(
            HttpStatus.UNPROCESSABLE_CONTENT, "The cart's products are priced in one currency"),
    CART_EMPTY(HttpStatus.UNPROCESSABLE_CONTENT, "The cart is empty"),
    PRODUCT_GONE(HttpStatus.CONFLICT, "A product in the cart is no longer sold"),
    REBUILD_RUNNING(HttpStatus.CONFLICT, "The index is being rebuilt already"),
    CART_BUSY(HttpStatus.SERVICE_UNAVAILABLE, "The cart is being changed by many at once"),
    SEARCH_UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Search is not available at the moment");

    private final HttpStatus status;
    private final String title;

    CommerceProblem(HttpStatus status, String title) {
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
