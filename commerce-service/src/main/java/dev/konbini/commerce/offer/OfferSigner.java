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
import dev.konbini.web.key.KeyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/// Signs offers with ES256, by the key that its file has now. It is read when the service starts,
/// before it takes requests: a service that cannot sign does not start.
@Component
final class OfferSigner implements SmartLifecycle {

    private static final JOSEObjectType TYPE = new JOSEObjectType("offer+jwt");

    private final OfferProperties properties;
    private volatile @Nullable KeyFile<Signer> key;

    OfferSigner(OfferProperties properties) {
        this.properties = properties;
    }

    String sign(JWTClaimsSet claims) {
        var current =
                current(Objects.requireNonNull(key, "The offer signing key was not read yet"));
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

    /// Offers are made by the key from before while a changed file holds none that can sign.
    private Signer current(KeyFile<Signer> key) {
        try {
            return key.held().content();
        } catch (IOException e) {
            throw new IllegalStateException(
                    ("The key in %s cannot sign offers (%s). Put a private JWK on the curve P-256"
                                    + " with a kid there, readable for this process.")
                            .formatted(properties.signingKey(), e.getMessage()));
        }
    }

    @Override
    public void start() {
        var file = properties.signingKey();
        if (file == null) {
            throw new IllegalStateException(
                    "There is no key to sign offers with. Set konbini.offers.signing-key to the"
                            + " location of a private JWK, such as file:/etc/konbini/offer-key.json");
        }
        var signing = new KeyFile<>(file, OfferSigner::read);
        var _ = current(signing);
        key = signing;
    }

    @Override
    public void stop() {
        key = null;
    }

    @Override
    public boolean isRunning() {
        return key != null;
    }

    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }

    private static Signer read(Resource file) throws IOException {
        try {
            var key = ECKey.parse(file.getContentAsString(StandardCharsets.UTF_8));
            if (!key.isPrivate() || !Curve.P_256.equals(key.getCurve()) || key.getKeyID() == null) {
                throw new IOException("it is not private, not on P-256, or has no kid");
            }
            return new Signer(key.getKeyID(), new ECDSASigner(key));
        } catch (ParseException | JOSEException e) {
            // The cause is left out on purpose where it could quote the private key.
            throw new IOException("it is no JWK: " + e.getClass().getSimpleName());
        }
    }

    private record Signer(String keyId, ECDSASigner signer) {}
}
