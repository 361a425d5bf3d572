package dev.konbini.transaction.offer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.konbini.web.key.KeyFile;
import java.io.IOException;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/// The public keys by their ids, as their file has them now.
@Component
@EnableConfigurationProperties(OfferProperties.class)
final class OfferKeys {

    private final Resource file;
    private final KeyFile<Map<String, JWSVerifier>> verifiers;

    OfferKeys(OfferProperties properties) {
        this.file = properties.verificationKeys();
        this.verifiers = new KeyFile<>(file, OfferKeys::read);
    }

    /// What checks signatures of the key called `id`; empty if there is no such key, or no longer.
    ///
    /// While a changed file cannot be read, keys that were in it before are still known: orders are
    /// taken meanwhile.
    ///
    /// @throws IllegalStateException if the file cannot be read and the key is not known from
    ///   before
    Optional<JWSVerifier> verifier(String id) {
        try {
            var held = verifiers.held();
            var verifier = Optional.ofNullable(held.content().get(id));
            if (verifier.isEmpty() && held.failure() != null) {
                throw held.failure();
            }
            return verifier;
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The offer keys in %s cannot be read".formatted(file), e);
        }
    }

    private static Map<String, JWSVerifier> read(Resource file) throws IOException {
        var verifiers = new HashMap<String, JWSVerifier>();
        try (var content = file.getInputStream()) {
            for (JWK key : JWKSet.load(content).getKeys()) {
                if (key instanceof ECKey ec && ec.getKeyID() != null) {
                    verifiers.put(ec.getKeyID(), new ECDSAVerifier(ec.toPublicJWK()));
                }
            }
        } catch (ParseException | JOSEException e) {
            throw new IOException("It is no JWK set of such keys: " + e.getMessage(), e);
        }
        return Map.copyOf(verifiers);
    }
}
