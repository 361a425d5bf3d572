package dev.konbini.cli.keys;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.konbini.cli.Refusal;
import dev.konbini.cli.suite.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.ArrayList;

/// An EC P-256 key pair that signs with ES256: the private half in a file of its own, the public
/// half in a JWKS file beside it.
///
/// The JWKS is only ever added to, so that what an earlier key has signed can still be checked.
///
/// @param key both halves; its id is its thumbprint (RFC 7638)
record SigningKey(ECKey key) {

    /// The key of `privateFile`, made on first use.
    ///
    /// @throws Refusal if a file cannot be read or written
    static SigningKey loadOrMake(Path privateFile, Path publicFile) {
        try {
            ECKey key;
            if (Files.exists(privateFile)) {
                key = ECKey.parse(Files.readString(privateFile));
            } else {
                key =
                        new ECKeyGenerator(Curve.P_256)
                                .keyUse(KeyUse.SIGNATURE)
                                .algorithm(JWSAlgorithm.ES256)
                                .keyIDFromThumbprint(true)
                                .generate();
                PrivateFiles.write(privateFile, key.toJSONString());
            }
            publish(key, publicFile);
            return new SigningKey(key);
        } catch (IOException | ParseException | JOSEException e) {
            throw Refusal.failed(
                    "The signing key %s cannot be used (%s). Restore it, or remove it to have a new one made: what it has signed is void then."
                            .formatted(privateFile, e.getMessage()));
        }
    }

    private static void publish(ECKey key, Path publicFile) throws IOException, ParseException {
        var published = Files.exists(publicFile) ? JWKSet.load(publicFile.toFile()) : new JWKSet();
        if (published.getKeyByKeyId(key.getKeyID()) == null) {
            var keys = new ArrayList<>(published.getKeys());
            keys.addFirst(key.toPublicJWK());
            PrivateFiles.write(publicFile, new JWKSet(keys).toString(true));
        }
    }
}
