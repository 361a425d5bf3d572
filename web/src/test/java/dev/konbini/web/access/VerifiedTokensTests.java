package dev.konbini.web.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

class VerifiedTokensTests {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final SettableClock clock = new SettableClock(START);
    private final List<String> verifications = new ArrayList<>();
    private Duration validity = Duration.ofHours(1);
    private boolean keyTakenAway;

    private final VerifiedTokens tokens = new VerifiedTokens(this::verify, clock);

    @Test
    void verifiesTokenOnceAMinute() {
        var first = tokens.decode("a");
        clock.set(START.plusSeconds(59));

        assertThat(tokens.decode("a")).isSameAs(first);
        assertThat(verifications).containsExactly("a");

        clock.set(START.plusSeconds(61));
        assertThat(tokens.decode("a")).isNotSameAs(first);
        assertThat(verifications).containsExactly("a", "a");
    }

    @Test
    void knowsEachTokenApart() {
        assertThat(tokens.decode("a")).isNotEqualTo(tokens.decode("b"));
        assertThat(verifications).containsExactly("a", "b");
    }

    @Test
    void refusesRememberedTokenFromItsEndOn() {
        validity = Duration.ofSeconds(10);
        clock.set(START.plusMillis(9_999));
        assertThat(tokens.decode("a").getSubject()).isEqualTo("a");
        clock.set(START.plusSeconds(10));

        assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> tokens.decode("a"));
    }

    @Test
    void refusesTokenThatHasEndedBeforeItFirstCame() {
        validity = Duration.ofSeconds(10);
        clock.set(START.plusSeconds(10));

        assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> tokens.decode("a"));
        assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> tokens.decode("a"));
    }

    @Test
    void refusesTokenAMinuteAfterItsKeyWasTakenAway() {
        tokens.decode("a");
        keyTakenAway = true;
        clock.set(START.plus(VerifiedTokens.REMEMBERED));

        assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> tokens.decode("a"));
    }

    @Test
    void remembersNoRefusal() {
        keyTakenAway = true;
        assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> tokens.decode("a"));
        keyTakenAway = false;

        assertThat(tokens.decode("a").getSubject()).isEqualTo("a");
    }

    /// As the real one does, it takes a token for a minute beyond its end.
    private Jwt verify(String token) {
        verifications.add(token);
        if (keyTakenAway || clock.instant().isAfter(START.plus(validity).plusSeconds(60))) {
            throw new BadJwtException("refused");
        }
        return Jwt.withTokenValue(token)
                .header("alg", "ES256")
                .subject(token)
                .expiresAt(START.plus(validity))
                .build();
    }
}
