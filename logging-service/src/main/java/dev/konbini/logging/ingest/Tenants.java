package dev.konbini.logging.ingest;

import dev.konbini.logging.tenant.Tenant;
import java.util.regex.Pattern;

/// Which names tenants may have: those that can be part of an index's name.
final class Tenants {

    static final String NAME = Tenant.NAME;

    private static final Pattern FORM = Pattern.compile(NAME);

    private Tenants() {}

    static boolean isName(String text) {
        return FORM.matcher(text).matches();
    }
}
