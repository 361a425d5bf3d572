package dev.konbini.commerce.cart;

import java.util.Currency;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How carts are priced.
///
/// @param currency what the total of a cart without priced lines is zero of. A cart with lines is
///   in the currency of its products
@ConfigurationProperties("konbini.carts")
public record CartProperties(@DefaultValue("USD") Currency currency) {}
