package dev.konbini.cli.keys;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.suite.DataFolder;
import dev.konbini.cli.suite.PrivateFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/// The key files and tokens of a suite, made on its first `up`.
///
/// @param accessKeys JWKS by which the services check who calls
/// @param offerSigningKey private JWK with which commerce-service signs offers
/// @param offerVerificationKeys JWKS by which transaction-service checks offers
/// @param logToken token with which the suite's tenant sends and reads lines
public record Credentials(
        Path accessKeys, Path offerSigningKey, Path offerVerificationKeys, Path logToken) {

    /// Whose log lines the suite's own are.
    public static final String TENANT = "konbini";

    private static final String ACCESS_SIGNING = "access-signing.jwk";

    /// What mints the tokens of a suite that has been up.
    ///
    /// @throws Refusal if it has no keys yet
    static TokenMint mint(DataFolder data, Clock clock) {
        var signing = data.keys().resolve(ACCESS_SIGNING);
        if (!Files.exists(signing)) {
            throw Refusal.failed(
                    "There is no suite in %s that could mint a token: run 'konbini up' or 'konbini keys' first."
                            .formatted(data.root()));
        }
        return new TokenMint(
                SigningKey.loadOrMake(signing, data.keys().resolve("access.jwks")), clock);
    }

    /// Makes what is missing and mints tokens that are about to expire anew; all else stays as it
    /// is, so a repeat changes nothing.
    public static Credentials prepare(DataFolder data, Clock clock) {
        var folder = data.keys();
        PrivateFiles.folder(folder);
        var credentials =
                new Credentials(
                        folder.resolve("access.jwks"),
                        folder.resolve("offer-signing.jwk"),
                        folder.resolve("offers.jwks"),
                        data.logToken());
        var access = SigningKey.loadOrMake(folder.resolve(ACCESS_SIGNING), credentials.accessKeys);
        SigningKey.loadOrMake(credentials.offerSigningKey, credentials.offerVerificationKeys);
        var mint = new TokenMint(access, clock);
        mint.keep(
                data.operatorToken(), new TokenMint.Holder("operator", List.of("operator"), null));
        mint.keep(
                credentials.logToken,
                new TokenMint.Holder("konbini-suite", List.of("log-sender"), TENANT));
        return credentials;
    }
}
