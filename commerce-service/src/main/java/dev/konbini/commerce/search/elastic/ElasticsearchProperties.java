package dev.konbini.commerce.search.elastic;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where Elasticsearch is. The names are those of Spring Boot's own settings.
///
/// @param uris its nodes, such as `http://127.0.0.1:19200`
/// @param username for basic authentication; null for none
/// @param apiKey instead of a user, in its encoded form; null for none
/// @param connectionTimeout how long a connection may take to be made; longer than the second after
///   which a first packet that was lost is sent again (RFC 6298, section 2.1)
/// @param socketTimeout how long an answer may take where no shopper waits for it
/// @param searchTimeout how long a search may take; past it shoppers are better served by a plain
///   list
@ConfigurationProperties("spring.elasticsearch")
public record ElasticsearchProperties(
        @DefaultValue("http://127.0.0.1:19200") List<URI> uris,
        @Nullable String username,
        @Nullable String password,
        @Nullable String apiKey,
        @DefaultValue("2s") Duration connectionTimeout,
        @DefaultValue("30s") Duration socketTimeout,
        @DefaultValue("5s") Duration searchTimeout) {

    @Override
    public String toString() {
        return "ElasticsearchProperties[uris=%s]".formatted(uris);
    }
}
