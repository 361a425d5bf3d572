package dev.konbini.logging.index;

import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The clients of one Elasticsearch: one that searches and one for all else, each with connections
/// of its own, so that what is to be written does not wait behind those who search. They connect
/// when they are first used, not before.
///
/// The time limits are a client's, since `Rest5Client` 9.5 passes over those of a request.
@Component
final class ElasticsearchClients implements Closeable {

    private final Calls writing;
    private final Calls searching;

    ElasticsearchClients(ElasticsearchProperties properties, JsonMapper json) {
        this.writing = calls(properties, properties.socketTimeout(), json);
        this.searching = calls(properties, properties.searchTimeout(), json);
    }

    Calls writing() {
        return writing;
    }

    Calls searching() {
        return searching;
    }

    @Override
    public void close() throws IOException {
        try (writing) {
            searching.close();
        }
    }

    private static Calls calls(
            ElasticsearchProperties properties, Duration limit, JsonMapper json) {
        return new Calls(client(properties, limit), limit, json);
    }

    static Rest5Client client(ElasticsearchProperties properties, Duration limit) {
        var connect = Timeout.of(properties.connectionTimeout());
        var answer = Timeout.of(limit);
        var builder =
                Rest5Client.builder(properties.uris())
                        .setConnectionConfigCallback(connection ->
                                connection.setConnectTimeout(connect).setSocketTimeout(answer))
                        .setRequestConfigCallback(request ->
                                request.setConnectionRequestTimeout(answer)
                                        .setResponseTimeout(answer))
                        .setHttpClientConfigCallback(http ->
                                http.addExecInterceptorFirst(
                                        "gather", GatheringProducer::intercept));
        var authorization = authorization(properties);
        return (authorization == null
                        ? builder
                        : builder.setDefaultHeaders(new Header[] {authorization}))
                .build();
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
