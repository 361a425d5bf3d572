package dev.konbini.web.access;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.text.ParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;

/// Reads the public keys from their file.
record KeyFile(Resource file) implements JWKSetSource<SecurityContext> {

    @Override
    public JWKSet getJWKSet(
            JWKSetCacheRefreshEvaluator evaluator,
            long currentTime,
            @Nullable SecurityContext context)
            throws KeySourceException {
        try (var content = file.getInputStream()) {
            return JWKSet.load(content).toPublicJWKSet();
        } catch (IOException | ParseException e) {
            throw new JWKSetUnavailableException(
                    "The keys in %s cannot be read".formatted(file), e);
        }
    }

    @Override
    public void close() {}
}
