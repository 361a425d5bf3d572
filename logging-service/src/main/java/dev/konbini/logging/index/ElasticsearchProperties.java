package dev.konbini.logging.index;

import jakarta.validation.constraints.NotEmpty;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// How Elasticsearch is reached.
///
/// @param uris its nodes, each `http://host:port` or `https://host:port`
/// @param username whom to be, with `password`; null where nobody asks
/// @param password see `username`
/// @param apiKey the encoded API key, instead of `username` and `password`
/// @param connectionTimeout how long a connection may take to be made
/// @param socketTimeout how long an answer to a write may take; it must be well below the
///   consumers' `max.poll.interval.ms`, because a consumer waits for it
/// @param searchTimeout how long a search may take; below the gateway's patience, so that who waits
///   is told what it was that did not answer
@Validated
@ConfigurationProperties("spring.elasticsearch")
public record ElasticsearchProperties(
        @DefaultValue("http://127.0.0.1:19200") @NotEmpty List<URI> uris,
        @Nullable String username,
        @Nullable String password,
        @Nullable String apiKey,
        @DefaultValue("2s") Duration connectionTimeout,
        @DefaultValue("30s") Duration socketTimeout,
        @DefaultValue("20s") Duration searchTimeout) {}
