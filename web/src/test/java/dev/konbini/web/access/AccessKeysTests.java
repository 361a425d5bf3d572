package dev.konbini.web.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.FileSystemResource;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

/// Tokens as services verify them, and a file of keys that changes meanwhile.
class AccessKeysTests {

    private final TokenMint one = TokenMint.generate();
    private final TokenMint other = TokenMint.generate();
    private final String token = one.token("ann", null, Duration.ofHours(1), Role.OPERATOR);

    @TempDir private Path directory;
    private int writes;

    @BeforeEach
    void oneMint() throws IOException {
        write(one.jwks());
    }

    @Test
    void refusesTokenAMinuteAfterItsKeyLeftTheFile() throws IOException {
        var start = Instant.now();
        var clock = new SettableClock(start);
        var tokens = AccessAutoConfiguration.tokens(properties(), clock);
        tokens.decode(token);

        write(other.jwks());
        clock.set(start.plus(VerifiedTokens.REMEMBERED));

        assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> tokens.decode(token));
    }

    @Test
    void refusesTokenFromItsEndOn() {
        var clock = new SettableClock(Instant.now());
        var tokens = AccessAutoConfiguration.tokens(properties(), clock);
        var end = Objects.requireNonNull(tokens.decode(token).getExpiresAt());

        clock.set(end.minusMillis(1));
        assertThat(tokens.decode(token).getSubject()).isEqualTo("ann");
        clock.set(end);

        assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> tokens.decode(token));
    }

    @Test
    void knowsAKeyAsSoonAsItIsInTheFile() throws IOException {
        var tokens = tokens();
        var others = other.token("bob", null, Duration.ofHours(1), Role.OPERATOR);
        assertThatExceptionOfType(BadJwtException.class).isThrownBy(() -> tokens.decode(others));

        write(other.jwks());

        assertThat(tokens.decode(others).getSubject()).isEqualTo("bob");
    }

    @Test
    void knowsTheKeysFromBeforeWhileTheFileIsBeingWritten() throws IOException {
        var tokens = tokens();
        tokens.decode(token);
        var another = one.token("eve", null, Duration.ofHours(1), Role.OPERATOR);

        write(one.jwks().substring(0, 20));
        assertThat(tokens.decode(another).getSubject()).isEqualTo("eve");
        Files.delete(file());

        assertThat(tokens.decode(one.token("kim", null, Duration.ofHours(1))).getSubject())
                .isEqualTo("kim");
    }

    @Test
    void verifiesNothingWithoutAFile() throws IOException {
        Files.delete(file());

        assertThatExceptionOfType(JwtException.class)
                .isThrownBy(() -> tokens().decode(token))
                .isNotInstanceOf(BadJwtException.class);
    }

    private JwtDecoder tokens() {
        return AccessAutoConfiguration.tokens(
                properties(), Clock.fixed(Instant.now(), ZoneOffset.UTC));
    }

    private AccessProperties properties() {
        return new AccessProperties(new FileSystemResource(file()));
    }

    private Path file() {
        return directory.resolve("keys.json");
    }

    /// Each time at another time, as two writes of a test may fall into one tick of the file's
    /// clock.
    private void write(String content) throws IOException {
        Files.writeString(file(), content);
        Files.setLastModifiedTime(
                file(), FileTime.from(Instant.EPOCH.plusSeconds(1_000L + writes++)));
    }
}
