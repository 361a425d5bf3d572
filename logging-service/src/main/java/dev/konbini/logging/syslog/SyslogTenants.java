package dev.konbini.logging.syslog;

import dev.konbini.logging.parse.SyslogText;
import dev.konbini.web.access.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/// Tells whose a message is by the token in its structured data, `[konbini@32473 token="…"]`, and
/// takes the token out of what is kept.
final class SyslogTenants {

    /// 32473 is the enterprise number that is set aside for documentation (RFC 5612).
    private static final String ELEMENT = "konbini@32473";

    /// Also where it stands in a message that is not RFC 5424 and is not looked for there.
    private static final Pattern ANYWHERE =
            Pattern.compile("\\[konbini@32473 +token=\"[^\"]*\"\\]");

    private final JwtDecoder tokens;
    private final @Nullable String fallback;
    private final Clock clock;

    /// @param fallback the tenant of messages without a token; null if they are refused
    SyslogTenants(JwtDecoder tokens, @Nullable String fallback, Clock clock) {
        this.tokens = tokens;
        this.fallback = fallback;
        this.clock = clock;
    }

    /// The sender that `message` names.
    ///
    /// @param known who sent the messages before it over the same connection; null at its beginning
    /// @throws Refused if it names none, an invalid one, or one of another tenant than before
    Sender sender(@Nullable SyslogText message, @Nullable Sender known) throws Refused {
        @Nullable String token = message == null ? null : token(message);
        if (token != null) {
            var sender = verified(token);
            if (known != null && known.byToken() && !known.tenant().equals(sender.tenant())) {
                throw new Refused("another-tenant");
            }
            return sender;
        }
        if (known != null && known.isValid(clock.instant())) {
            return known;
        }
        if (known != null && known.byToken()) {
            throw new Refused("token-expired");
        }
        if (fallback == null) {
            throw new Refused("no-token");
        }
        return new Sender(fallback, null, false);
    }

    /// The message without its token.
    String withoutToken(String raw, @Nullable SyslogText message) {
        var kept = message == null ? raw : message.without(ELEMENT);
        return kept.contains(ELEMENT) ? ANYWHERE.matcher(kept).replaceAll("") : kept;
    }

    private static @Nullable String token(SyslogText message) {
        return message.data().stream()
                .filter(element -> element.id().equals(ELEMENT))
                .map(element -> element.parameters().get("token"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private Sender verified(String token) throws Refused {
        try {
            var jwt = tokens.decode(token);
            @Nullable List<String> roles = jwt.getClaimAsStringList("roles");
            @Nullable String tenant = jwt.getClaimAsString("tenant");
            if (tenant == null || roles == null || !roles.contains(Role.LOG_SENDER.claim())) {
                throw new Refused("not-a-log-sender");
            }
            return new Sender(tenant, jwt.getExpiresAt(), true);
        } catch (JwtException e) {
            throw new Refused("invalid-token");
        }
    }

    /// Who sends.
    ///
    /// @param until when the token expires; null for one that is known without
    record Sender(String tenant, @Nullable Instant until, boolean byToken) {

        boolean isValid(Instant now) {
            return until == null ? !byToken : now.isBefore(until);
        }
    }
}
