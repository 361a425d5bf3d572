package dev.konbini.web.access;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.konbini.web.key.KeyFile;
import java.io.IOException;
import java.text.ParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;

/// The public keys of those who mint tokens, as their file has them now.
final class AccessKeys implements JWKSource<SecurityContext> {

    private final Resource file;
    private final KeyFile<JWKSet> keys;

    AccessKeys(Resource file) {
        this.file = file;
        this.keys = new KeyFile<>(file, AccessKeys::read);
    }

    /// Those that `selector` wants, however many tokens name a key that is not there: see
    /// [KeyFile#held].
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
            throws KeySourceException {
        try {
            return selector.select(keys.held().content());
        } catch (IOException e) {
            throw new JWKSetUnavailableException(
                    "The keys in %s cannot be read".formatted(file), e);
        }
    }

    private static JWKSet read(Resource file) throws IOException {
        try (var content = file.getInputStream()) {
            return JWKSet.load(content).toPublicJWKSet();
        } catch (ParseException e) {
            throw new IOException("It is no JWK set: " + e.getMessage(), e);
        }
    }
}
