package dev.konbini.commerce.availability;

import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import org.apache.hc.client5.http.HttpRequestRetryStrategy;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/// Makes the HTTP client for stock. A shopper's request waits in a thread of its own, so that a
/// client that blocks costs less than one with threads of its own.
final class StockConnections {

    /// More than a replica has requests under way: none waits for another's connection.
    private static final int CONNECTIONS_MAX = 1000;

    private static final Duration IDLE_MAX = Duration.ofSeconds(30);

    private StockConnections() {}

    /// A client that keeps connections from one request to the next.
    ///
    /// @param pause how long it may take to connect, and how long until the next piece of an answer
    static CloseableHttpClient within(Duration pause) {
        var timeout = Timeout.of(pause);
        var connections =
                PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(CONNECTIONS_MAX)
                        .setMaxConnTotal(CONNECTIONS_MAX)
                        .setDefaultConnectionConfig(
                                ConnectionConfig.custom()
                                        .setConnectTimeout(timeout)
                                        .setSocketTimeout(timeout)
                                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                                        .build())
                        .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(
                        RequestConfig.custom()
                                .setConnectionRequestTimeout(timeout)
                                .setResponseTimeout(timeout)
                                .setProtocolUpgradeEnabled(false)
                                .build())
                .setRetryStrategy(new AfterGoodbye())
                .evictIdleConnections(TimeValue.of(IDLE_MAX))
                .disableRedirectHandling()
                .disableContentCompression()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableDefaultUserAgent()
                .build();
    }

    /// Asks once more where a kept connection had been closed by the other side, as a replica that
    /// leaves does; reading stock twice does no harm.
    private static final class AfterGoodbye implements HttpRequestRetryStrategy {

        @Override
        public boolean retryRequest(
                HttpRequest request, IOException failure, int sent, HttpContext context) {
            return sent == 1
                    && (failure instanceof NoHttpResponseException
                            || failure instanceof SocketException);
        }

        @Override
        public boolean retryRequest(HttpResponse response, int sent, HttpContext context) {
            return false;
        }

        @Override
        public TimeValue getRetryInterval(HttpResponse response, int sent, HttpContext context) {
            return TimeValue.ZERO_MILLISECONDS;
        }
    }
}
