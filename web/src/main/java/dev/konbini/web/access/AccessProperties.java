package dev.konbini.web.access;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.io.Resource;
import org.springframework.validation.annotation.Validated;

/// How callers are known.
///
/// @param keys where the public keys of those who mint tokens are: a JWK set (RFC 7517) of P-256
///   keys. It is read again when it has changed, so keys can be rotated while the service runs
@Validated
@ConfigurationProperties("konbini.access")
public record AccessProperties(@NotNull Resource keys) {}
