package dev.konbini.commerce.search.elastic;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.Timeout;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/// The clients of Elasticsearch: one for those who shop, one for what keeps the index, each with
/// connections of its own, so that neither waits for the other's. They connect when they are first
/// asked something.
///
/// The time limits are a client's, since `Rest5Client` 9.5 passes over those of a request.
@Configuration(proxyBeanMethods = false)
class ElasticsearchConfiguration {

    @Bean
    @Primary
    ElasticsearchClient elasticsearch(ElasticsearchProperties properties) {
        return client(properties, properties.socketTimeout());
    }

    @Bean
    ElasticsearchClient searchingElasticsearch(ElasticsearchProperties properties) {
        return client(properties, properties.searchTimeout());
    }

    private static ElasticsearchClient client(ElasticsearchProperties properties, Duration limit) {
        var connect = Timeout.of(properties.connectionTimeout());
        var answer = Timeout.of(limit);
        var builder =
                Rest5Client.builder(properties.uris())
                        .setConnectionConfigCallback(connection ->
                                connection.setConnectTimeout(connect).setSocketTimeout(answer))
                        .setRequestConfigCallback(request ->
                                request.setConnectionRequestTimeout(answer)
                                        .setResponseTimeout(answer));
        authorization(properties)
                .ifPresent(header -> builder.setDefaultHeaders(new Header[] {header}));
        return new ElasticsearchClient(
                new Rest5ClientTransport(builder.build(), new Jackson3JsonpMapper()));
    }

    private static Optional<Header> authorization(ElasticsearchProperties properties) {
        if (properties.apiKey() != null) {
            return Optional.of(
                    new BasicHeader(HttpHeaders.AUTHORIZATION, "ApiKey " + properties.apiKey()));
        }
        if (properties.username() == null) {
            return Optional.empty();
        }
        var user = properties.username() + ":" + properties.password();
        var encoded = Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        return Optional.of(new BasicHeader(HttpHeaders.AUTHORIZATION, "Basic " + encoded));
    }
}
