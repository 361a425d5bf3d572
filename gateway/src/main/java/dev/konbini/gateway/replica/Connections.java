package dev.konbini.gateway.replica;

import java.net.URI;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/// Makes the HTTP clients: none of them retries, redirects, unpacks or keeps cookies, since what a
/// replica answers is passed on as it is.
final class Connections {

    /// Stands where the client wants a URI; the host and the path are given apart from it.
    static final URI NOWHERE = URI.create("/");

    private static final int REPLICAS_MAX = 64;

    private Connections() {}

    /// A client that keeps connections open from one request to the next.
    static CloseableHttpClient kept(ReplicaProperties.Connection settings) {
        return client(settings)
                .evictIdleConnections(TimeValue.of(settings.keepAlive()))
                .evictExpiredConnections()
                .build();
    }

    /// A client that opens a connection for each request.
    static CloseableHttpClient fresh(ReplicaProperties.Connection settings) {
        return client(settings)
                .setConnectionReuseStrategy((request, response, context) -> false)
                .build();
    }

    private static HttpClientBuilder client(ReplicaProperties.Connection settings) {
        var connections =
                PoolingHttpClientConnectionManagerBuilder.create()
                        .useSystemProperties()
                        .setMaxConnPerRoute(settings.perReplica())
                        .setMaxConnTotal(settings.perReplica() * REPLICAS_MAX)
                        .setDefaultConnectionConfig(
                                ConnectionConfig.custom()
                                        .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                                        .setSocketTimeout(Timeout.of(settings.idleTimeout()))
                                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                                        .build())
                        .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(
                        RequestConfig.custom()
                                .setConnectionRequestTimeout(Timeout.of(settings.connectTimeout()))
                                .setResponseTimeout(Timeout.of(settings.idleTimeout()))
                                .setProtocolUpgradeEnabled(false)
                                .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableDefaultUserAgent();
    }
}
