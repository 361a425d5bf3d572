package dev.konbini.transaction.offer;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.io.IOException;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;

/// The public keys by their ids, as their file has them now.
@Component
@EnableConfigurationProperties(OfferProperties.class)
final class OfferKeys {

    private static final Logger log = LoggerFactory.getLogger(OfferKeys.class);

    private final Resource file;
    private volatile @Nullable Loaded loaded;

    OfferKeys(OfferProperties properties) {
        this.file = properties.verificationKeys();
    }

    /// What checks signatures of the key called `id`; empty if there is no such key, or no longer.
    ///
    /// Each look costs one at the file's time, however many offers name a key that is not there.
    /// While a changed file cannot be read, say because it is being written, keys that were in it
    /// before are still known: orders are taken meanwhile.
    ///
    /// @throws IllegalStateException if the file cannot be read and the key is not known from
    ///   before
    Optional<JWSVerifier> verifier(String id) {
        var current = loaded;
        try {
            if (current == null || file.lastModified() != current.modifiedMillis()) {
                current = load();
                loaded = current;
            }
        } catch (IOException | ParseException | JOSEException e) {
            var message = "The offer keys in %s cannot be read".formatted(file);
            if (current == null || !current.verifiers().containsKey(id)) {
                throw new IllegalStateException(message, e);
            }
            log.warn("{}; those that were there before are used: {}", message, e.toString());
        }
        return Optional.ofNullable(current.verifiers().get(id));
    }

    private Loaded load() throws IOException, ParseException, JOSEException {
        // The time is taken before the content: a change in between is then seen as a change later.
        var modifiedMillis = file.lastModified();
        var verifiers = new HashMap<String, JWSVerifier>();
        try (var content = file.getInputStream()) {
            for (JWK key : JWKSet.load(content).getKeys()) {
                if (key instanceof ECKey ec && ec.getKeyID() != null) {
                    verifiers.put(ec.getKeyID(), new ECDSAVerifier(ec.toPublicJWK()));
                }
            }
        }
        return new Loaded(modifiedMillis, Map.copyOf(verifiers));
    }

    private record Loaded(long modifiedMillis, Map<String, JWSVerifier> verifiers) {}
}
