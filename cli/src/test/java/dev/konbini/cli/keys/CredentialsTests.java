package dev.konbini.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.konbini.cli.suite.DataFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTests {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir private Path directory;
    private DataFolder data = new DataFolder(Path.of("unset"));

    @BeforeEach
    void folder() {
        data = new DataFolder(directory);
    }

    @Test
    void onlyTheOwnerMayReadSecrets() throws Exception {
        Credentials.prepare(data, at(NOW));

        assertThat(permissions(data.keys())).isEqualTo("rwx------");
        assertThat(permissions(data.keys().resolve("access-signing.jwk"))).isEqualTo("rw-------");
        assertThat(permissions(data.keys().resolve("offer-signing.jwk"))).isEqualTo("rw-------");
        assertThat(permissions(data.operatorToken())).isEqualTo("rw-------");
        assertThat(permissions(data.logToken())).isEqualTo("rw-------");
    }

    @Test
    void servicesAcceptTheTokensByThePublishedKey() throws Exception {
        var credentials = Credentials.prepare(data, at(NOW));

        var operator = SignedJWT.parse(Files.readString(data.operatorToken()));
        var sender = SignedJWT.parse(Files.readString(data.logToken()));

        var key = publicKey(credentials.accessKeys(), operator.getHeader().getKeyID());
        assertThat(operator.verify(new ECDSAVerifier(key))).isTrue();
        assertThat(sender.verify(new ECDSAVerifier(key))).isTrue();
        assertThat(operator.getJWTClaimsSet().getIssuer()).isEqualTo("konbini");
        assertThat(operator.getJWTClaimsSet().getStringListClaim("roles"))
                .isEqualTo(List.of("operator"));
        assertThat(operator.getJWTClaimsSet().getExpirationTime())
                .isEqualTo(Date.from(NOW.plus(Duration.ofDays(365))));
        assertThat(sender.getJWTClaimsSet().getStringListClaim("roles"))
                .isEqualTo(List.of("log-sender"));
        assertThat(sender.getJWTClaimsSet().getStringClaim("tenant")).isEqualTo("konbini");
    }

    @Test
    void publicFilesHoldNoPrivateKey() throws Exception {
        var credentials = Credentials.prepare(data, at(NOW));

        for (var file : List.of(credentials.accessKeys(), credentials.offerVerificationKeys())) {
            assertThat(JWKSet.load(file.toFile()).containsNonPublicKeys()).isFalse();
        }
        assertThat(ECKey.parse(Files.readString(credentials.offerSigningKey())).isPrivate())
                .isTrue();
    }

    @Test
    void repeatChangesNothingUntilTokensAreAboutToExpire() throws Exception {
        Credentials.prepare(data, at(NOW));
        var token = Files.readString(data.operatorToken());
        var key = Files.readString(data.keys().resolve("access-signing.jwk"));

        Credentials.prepare(data, at(NOW.plus(Duration.ofDays(334))));
        assertThat(Files.readString(data.operatorToken())).isEqualTo(token);

        Credentials.prepare(data, at(NOW.plus(Duration.ofDays(336))));
        assertThat(Files.readString(data.operatorToken())).isNotEqualTo(token);
        assertThat(Files.readString(data.keys().resolve("access-signing.jwk"))).isEqualTo(key);
    }

    @Test
    void replacedKeyIsPublishedBesideTheEarlierOne() throws Exception {
        var credentials = Credentials.prepare(data, at(NOW));
        var token = Files.readString(data.operatorToken());
        Files.delete(data.keys().resolve("access-signing.jwk"));

        Credentials.prepare(data, at(NOW));

        assertThat(JWKSet.load(credentials.accessKeys().toFile()).getKeys()).hasSize(2);
        assertThat(Files.readString(data.operatorToken())).isNotEqualTo(token);
    }

    private static ECKey publicKey(Path jwks, String id) throws Exception {
        return JWKSet.load(jwks.toFile()).getKeyByKeyId(id).toECKey();
    }

    private static Clock at(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
