package dev.konbini.cli.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.konbini.cli.suite.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Mints the tokens that scripts call with: JWTs that every service checks by itself.
record TokenMint(SigningKey key, Clock clock) {

    private static final String ISSUER = "konbini";
    private static final Duration LIFETIME = Duration.ofDays(365);
    private static final Duration RENEWAL = Duration.ofDays(30);

    /// Whom a token is for.
    ///
    /// @param tenant for senders of log lines
    record Holder(String subject, List<String> roles, @Nullable String tenant) {}

    /// Sees to it that `file` holds a token that is good for another 30 days at least.
    void keep(Path file, Holder holder) {
        if (!isGood(file)) {
            PrivateFiles.write(file, mint(holder, LIFETIME));
        }
    }

    /// A new token, good for `lifetime`.
    String mint(Holder holder, Duration lifetime) {
        var now = clock.instant();
        var claims =
                new JWTClaimsSet.Builder()
                        .issuer(ISSUER)
                        .subject(holder.subject())
                        .claim("roles", holder.roles())
                        .claim("tenant", holder.tenant())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(lifetime)))
                        .build();
        var header =
                new JWSHeader.Builder(JWSAlgorithm.ES256)
                        .keyID(key.key().getKeyID())
                        .type(JOSEObjectType.JWT)
                        .build();
        var token = new SignedJWT(header, claims);
        try {
            token.sign(new ECDSASigner(key.key()));
        } catch (JOSEException e) {
            throw new IllegalStateException("A key that was just loaded cannot sign", e);
        }
        return token.serialize();
    }

    private boolean isGood(Path file) {
        try {
            var token = SignedJWT.parse(Files.readString(file).strip());
            var expiry = token.getJWTClaimsSet().getExpirationTime();
            return key.key().getKeyID().equals(token.getHeader().getKeyID())
                    && expiry != null
                    && expiry.toInstant().isAfter(clock.instant().plus(RENEWAL));
        } catch (IOException | ParseException absentOrBroken) {
            return false;
        }
    }
}
