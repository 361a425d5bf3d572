package dev.konbini.web.access;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.io.IOException;
import java.text.ParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;

/// The public keys as their file has them now.
final class KeyFile implements JWKSource<SecurityContext> {

    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);

    private final Resource file;
    private volatile @Nullable Loaded loaded;

    KeyFile(Resource file) {
        this.file = file;
    }

    /// Those that `selector` wants.
    ///
    /// Each look costs one at the file's time, however many tokens name a key that is not there.
    /// While a changed file cannot be read, say because it is being written, the keys that were in
    /// it before are still known.
    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context)
            throws KeySourceException {
        return selector.select(current());
    }

    private JWKSet current() throws KeySourceException {
        var known = loaded;
        try {
            if (known == null || file.lastModified() != known.modifiedMillis()) {
                known = load();
                loaded = known;
            }
        } catch (IOException | ParseException e) {
            var message = "The keys in %s cannot be read".formatted(file);
            if (known == null) {
                throw new JWKSetUnavailableException(message, e);
            }
            LOG.warn("{}; those that were there before are used: {}", message, e.toString());
        }
        return known.keys();
    }

    private Loaded load() throws IOException, ParseException {
        // The time is taken before the content: a change in between is then seen as a change later.
        var modifiedMillis = file.lastModified();
        try (var content = file.getInputStream()) {
            return new Loaded(modifiedMillis, JWKSet.load(content).toPublicJWKSet());
        }
    }

    private record Loaded(long modifiedMillis, JWKSet keys) {}
}
