package dev.konbini.commerce.search.elastic;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.Timeout;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The client of Elasticsearch. It connects when it is first asked something.
@Configuration(proxyBeanMethods = false)
class ElasticsearchConfiguration {

    @Bean(destroyMethod = "close")
    Rest5Client elasticsearchHttpClient(ElasticsearchProperties properties) {
        var builder = Rest5Client.builder(properties.uris());
        var connect = Timeout.of(properties.connectionTimeout());
        var answer = Timeout.of(properties.socketTimeout());
        builder.setConnectionConfigCallback(
                connection -> connection.setConnectTimeout(connect).setSocketTimeout(answer));
        builder.setRequestConfigCallback(
                request -> request.setConnectionRequestTimeout(answer).setResponseTimeout(answer));
        authorization(properties)
                .ifPresent(header -> builder.setDefaultHeaders(new Header[] {header}));
        return builder.build();
    }

    @Bean
    ElasticsearchClient elasticsearch(Rest5Client http) {
        return new ElasticsearchClient(new Rest5ClientTransport(http, new Jackson3JsonpMapper()));
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
