package dev.konbini.commerce.catalogue;

import java.util.regex.Pattern;

/// Names a product for good, the same word in every service.
///
/// @param value a letter or digit and up to 63 more of letters, digits, `.`, `_` and `-`, case
///   mattering; not the word `suggest`, which the list of products needs in its path
public record Sku(String value) implements Comparable<Sku> {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    public Sku {
        if (!FORM.matcher(value).matches() || value.equals("suggest")) {
            throw new IllegalArgumentException("\"%s\" is not a SKU".formatted(value));
        }
    }

    /// Found by name when a path is read.
    public static Sku of(String value) {
        return new Sku(value);
    }

    @Override
    public int compareTo(Sku other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
