package dev.konbini.web.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/// Mints the tokens that services accept: JWTs (RFC 7519) signed with ES256.
public final class TokenMint {

    static final String ISSUER = "konbini";

    private final ECKey key;

    public TokenMint(ECKey key) {
        this.key = key;
    }

    /// A mint with a new key of its own.
    public static TokenMint generate() {
        try {
            return new TokenMint(
                    new ECKeyGenerator(Curve.P_256).keyIDFromThumbprint(true).generate());
        } catch (JOSEException e) {
            throw new IllegalStateException("This JVM cannot make P-256 keys", e);
        }
    }

    /// The public half, as a JWK set for [AccessProperties#keys].
    public String jwks() {
        return new JWKSet(key.toPublicJWK()).toString();
    }

    /// A token that is valid from now on for `validity`.
    ///
    /// @param tenant whose logs it may send and read; null for none
    public String token(String subject, @Nullable String tenant, Duration validity, Role... roles) {
        var now = Instant.now();
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .subject(subject)
                        .claim("roles", Arrays.stream(roles).map(Role::claim).toList())
                        .claim("tenant", tenant)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(validity)))
                        .build();
        var token =
                new SignedJWT(
                        new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                        claims);
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("The key %s cannot sign".formatted(key.getKeyID()), e);
        }
        return token.serialize();
    }
}
