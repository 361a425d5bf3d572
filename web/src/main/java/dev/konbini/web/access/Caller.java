package dev.konbini.web.access;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/// Who sent the request. Handler methods declare a parameter of this type to receive it.
///
/// @param subject who it is; null for a guest
/// @param roles what the token says, empty for a guest
/// @param tenant whose logs the caller sends and reads; null where the token names none
public record Caller(@Nullable String subject, Set<Role> roles, @Nullable String tenant) {

    static final Caller GUEST = new Caller(null, Set.of(), null);

    public boolean is(Role role) {
        return roles.contains(role);
    }

    /// Who it is, for records of who did what: `unknown` for a guest.
    public String name() {
        return subject == null ? "unknown" : subject;
    }

    static Caller of(@Nullable Authentication authentication) {
        if (!(authentication instanceof JwtAuthenticationToken token)) {
            return GUEST;
        }
        var roles = EnumSet.noneOf(Role.class);
        for (var role : Role.values()) {
            if (token.getAuthorities().stream()
                    .anyMatch(a -> role.authority().equals(a.getAuthority()))) {
                roles.add(role);
            }
        }
        return new Caller(
                token.getToken().getSubject(), roles, token.getToken().getClaimAsString("tenant"));
    }
}
