package dev.konbini.web.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a caller is to the suite. A token names them in its claim `roles`, in lower case with
/// hyphens.
public enum Role {
    OPERATOR,
    SHOPPER,
    LOG_SENDER;

    /// The role as tokens write it, such as `log-sender`.
    public String claim() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The role as access rules name it.
    public String authority() {
        return "ROLE_" + name();
    }

    /// The role that a token calls `claim`; empty for one that this version does not know.
    static Optional<Role> of(String claim) {
        return Arrays.stream(values()).filter(role -> role.claim().equals(claim)).findFirst();
    }
}
