package dev.konbini.telemetry.key;

import java.util.regex.Pattern;

/// A request's path without what is secret in it.
public final class ShownPath {

    private static final Pattern PARAMETERS = Pattern.compile(";[^/]*");

    /// Whoever knows a cart's id gets its offer, and with that reads the order made of it.
    private static final Pattern CART = Pattern.compile("(?<=/api/carts/)[^/?]+");

    private ShownPath() {}

    /// `path`, of a URL or alone, without its parameters (`;jsessionid=…`) and with the [KeyDigest]
    /// of a cart in the place of its id.
    public static String of(String path) {
        var plain = path.indexOf(';') < 0 ? path : PARAMETERS.matcher(path).replaceAll("");
        return CART.matcher(plain).replaceAll(id -> KeyDigest.of(id.group()));
    }
}
