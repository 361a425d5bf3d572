package dev.konbini.web.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/// Remembers for a minute that a token's signature was good: callers send the same token again and
/// again, and verifying it is the dearest part of a small request.
///
/// A token is refused at the moment it expires, remembered or not. One whose key was taken away is
/// refused a minute after that at the latest. What was refused is never remembered.
final class VerifiedTokens implements JwtDecoder {

    static final Duration REMEMBERED = Duration.ofMinutes(1);

    private static final int TOKENS_MAX = 10_000;

    private final JwtDecoder decoder;
    private final Clock clock;
    private final Cache<String, Jwt> verified;

    VerifiedTokens(JwtDecoder decoder, Clock clock) {
        this.decoder = decoder;
        this.clock = clock;
        Ticker ticker = () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
        this.verified =
                Caffeine.newBuilder()
                        .maximumSize(TOKENS_MAX)
                        .expireAfterWrite(REMEMBERED)
                        .ticker(ticker)
                        .build();
    }

    @Override
    public Jwt decode(String token) {
        var known = verified.getIfPresent(token);
        if (known != null && isCurrent(known)) {
            return known;
        }
        var decoded = verify(token);
        verified.put(token, decoded);
        return decoded;
    }

    /// Keys are read again for tokens that name an unknown one, but seldom, whoever sends how many
    /// of them. In between such a token is as unknown as any other.
    private Jwt verify(String token) {
        try {
            return decoder.decode(token);
        } catch (JwtException e) {
            if (e.getCause() instanceof RateLimitReachedException) {
                throw new BadJwtException("The token names a key that is not known", e);
            }
            throw e;
        }
    }

    private boolean isCurrent(Jwt token) {
        Instant expiry = token.getExpiresAt();
        return expiry != null && clock.instant().isBefore(expiry);
    }
}
