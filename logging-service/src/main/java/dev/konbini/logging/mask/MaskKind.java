package dev.konbini.logging.mask;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What is known to be found without a pattern of the tenant's own.
public enum MaskKind {

    /// Payment card numbers: 13 to 19 digits that a card scheme uses and whose check digit is right
    /// (ISO/IEC 7812-1).
    CARD,

    /// Bearer tokens (RFC 6750) and JSON Web Tokens (RFC 7519).
    TOKEN,

    /// What stands behind a name such as `password`, `secret`, `token` or `authorization`: as
    /// `name=value`, as a member of JSON, in a header; and passwords in URLs.
    SECRET,

    /// E-mail addresses.
    EMAIL,

    /// IPv4 and IPv6 addresses.
    IP;

    /// As settings and masks name it.
    @JsonValue
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    String replacement() {
        return replacement(label());
    }

    static String replacement(String label) {
        return "[masked:" + label + "]";
    }
}
