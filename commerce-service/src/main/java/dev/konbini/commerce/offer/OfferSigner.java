package dev.konbini.commerce.offer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/// Signs offers with ES256, by the key that its file has now. It is read when the service starts,
/// before it takes requests: a service that cannot sign does not start.
@Component
final class OfferSigner implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(OfferSigner.class);
    private static final JOSEObjectType TYPE = new JOSEObjectType("offer+jwt");

    private final OfferProperties properties;
    private volatile @Nullable Signer signer;

    OfferSigner(OfferProperties properties) {
        this.properties = properties;
    }

    String sign(JWTClaimsSet claims) {
        var current = current();
        var header =
                new JWSHeader.Builder(JWSAlgorithm.ES256).type(TYPE).keyID(current.keyId()).build();
        var offer = new SignedJWT(header, claims);
        try {
            offer.sign(current.signer());
        } catch (JOSEException e) {
            throw new IllegalStateException("The key %s cannot sign".formatted(current.keyId()), e);
        }
        return offer.serialize();
    }

    /// While a changed file holds no key that can sign, say because it is being written, the key
    /// before it signs: offers are made meanwhile.
    private Signer current() {
        var current = Objects.requireNonNull(signer, "The offer signing key was not read yet");
        try {
            if (current.file().lastModified() != current.modifiedMillis()) {
                current = read(current.file());
                signer = current;
            }
        } catch (IOException | IllegalStateException e) {
            log.warn("{} Until then {} signs.", e.getMessage(), current.keyId());
        }
        return current;
    }

    @Override
    public void start() {
        var file = properties.signingKey();
        if (file == null) {
            throw new IllegalStateException(
                    "There is no key to sign offers with. Set konbini.offers.signing-key to the"
                            + " location of a private JWK, such as file:/etc/konbini/offer-key.json");
        }
        signer = read(file);
    }

    @Override
    public void stop() {
        signer = null;
    }

    @Override
    public boolean isRunning() {
        return signer != null;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    private static Signer read(Resource file) {
        try {
            // The time is taken before the content: a change in between is then seen later.
            var modifiedMillis = file.lastModified();
            var key = ECKey.parse(file.getContentAsString(StandardCharsets.UTF_8));
            if (!key.isPrivate() || !Curve.P_256.equals(key.getCurve()) || key.getKeyID() == null) {
                throw new IllegalStateException(
                        ("The key in %s cannot sign offers. Put a private JWK on the curve P-256"
                                        + " with a kid there.")
                                .formatted(file));
            }
            return new Signer(file, modifiedMillis, key.getKeyID(), new ECDSASigner(key));
        } catch (IOException | ParseException | JOSEException e) {
            // The cause is left out on purpose where it could quote the private key.
            throw new IllegalStateException(
                    ("The key in %s cannot be read (%s). Put a private JWK on the curve P-256 with"
                                    + " a kid there, readable for this process.")
                            .formatted(file, e.getClass().getSimpleName()));
        }
    }

    private record Signer(Resource file, long modifiedMillis, String keyId, ECDSASigner signer) {}
}
