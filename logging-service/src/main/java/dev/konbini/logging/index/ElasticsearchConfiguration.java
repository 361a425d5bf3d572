package dev.konbini.logging.index;

import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Makes the client of Elasticsearch. It connects when it is first used, not before.
@Configuration(proxyBeanMethods = false)
class ElasticsearchConfiguration {

    @Bean(destroyMethod = "close")
    Rest5Client rest5Client(ElasticsearchProperties properties) {
        return client(properties);
    }

    static Rest5Client client(ElasticsearchProperties properties) {
        var builder =
                Rest5Client.builder(properties.uris())
                        .setConnectionConfigCallback(connection ->
                                connection
                                        .setConnectTimeout(timeout(properties.connectionTimeout()))
                                        .setSocketTimeout(timeout(properties.socketTimeout())))
                        .setRequestConfigCallback(request ->
                                request.setConnectionRequestTimeout(
                                                timeout(properties.socketTimeout()))
                                        .setResponseTimeout(timeout(properties.socketTimeout())))
                        .setHttpClientConfigCallback(http ->
                                http.addExecInterceptorFirst(
                                        "gather", GatheringProducer::intercept));
        var authorization = authorization(properties);
        return (authorization == null
                        ? builder
                        : builder.setDefaultHeaders(new Header[] {authorization}))
                .build();
    }

    private static Timeout timeout(Duration duration) {
        return Timeout.of(duration);
    }

    private static @Nullable Header authorization(ElasticsearchProperties properties) {
        if (properties.apiKey() != null) {
            return new BasicHeader(HttpHeaders.AUTHORIZATION, "ApiKey " + properties.apiKey());
        }
        if (properties.username() == null) {
            return null;
        }
        var credentials = properties.username() + ":" + properties.password();
        return new BasicHeader(
                HttpHeaders.AUTHORIZATION,
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }
}
