package dev.konbini.web.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;

/// Remembers for a minute that a token's signature was good: callers send the same token again and
/// again, and verifying it is the dearest part of a small request.
///
/// A token is refused from the moment it expires by this replica's clock, remembered or not. (When
/// it begins, by its `nbf`, the decoder takes a minute less exactly: whoever mints it may have a
/// clock that is ahead.) One whose key was taken away is refused a minute after that at the latest.
/// What the decoder refused is never remembered.
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
        var jwt = verified.getIfPresent(token);
        if (jwt == null) {
            jwt = decoder.decode(token);
            verified.put(token, jwt);
        }
        if (hasExpired(jwt)) {
            throw new BadJwtException("The token has expired");
        }
        return jwt;
    }

    private boolean hasExpired(Jwt token) {
        Instant expiry = token.getExpiresAt();
        return expiry != null && !clock.instant().isBefore(expiry);
    }
}
