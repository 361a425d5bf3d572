package dev.konbini.gateway.apidocs;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.io.Resource;
import org.springframework.validation.annotation.Validated;

/// Where the documentation page's parts are.
///
/// @param assets the folder of Swagger UI's files, with a slash at its end
@Validated
@ConfigurationProperties("konbini.gateway.api-docs")
record ApiDocsProperties(@NotNull Resource assets) {}
