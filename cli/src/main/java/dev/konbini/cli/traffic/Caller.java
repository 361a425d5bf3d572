package dev.konbini.cli.traffic;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Sends requests as a client does that keeps its connections, or as one that opens a new one for
/// each. Neither ever sends a request twice: what fails is seen to fail.
final class Caller implements AutoCloseable {

    private static final Timeout LIMIT = Timeout.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI gateway;
    private final boolean keepsAlive;
    private final Observed observed;
    private final CloseableHttpClient http;

    /// @param visitsMax how many call at once: each has a connection of its own
    Caller(URI gateway, boolean keepsAlive, int visitsMax, Observed observed) {
        this.gateway = gateway;
        this.keepsAlive = keepsAlive;
        this.observed = observed;
        var connections =
                PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnTotal(visitsMax)
                        .setMaxConnPerRoute(visitsMax)
                        .setDefaultConnectionConfig(
                                ConnectionConfig.custom()
                                        .setConnectTimeout(LIMIT)
                                        .setSocketTimeout(LIMIT)
                                        .build())
                        .build();
        var builder =
                HttpClients.custom()
                        .setConnectionManager(connections)
                        .setDefaultRequestConfig(
                                RequestConfig.custom().setResponseTimeout(LIMIT).build())
                        .disableAutomaticRetries()
                        .disableRedirectHandling()
                        .disableCookieManagement();
        if (!keepsAlive) {
            builder.setConnectionReuseStrategy((request, response, context) -> false);
        }
        this.http = builder.build();
    }

    /// Sends a request that is a step of a journey.
    ///
    /// @param wanted the status that the step needs
    /// @throws Broken unless that is the answer's, and its body can be read
    JsonNode send(
            String step,
            int wanted,
            String method,
            String path,
            @Nullable Object body,
            Map<String, String> headers)
            throws Broken {
        var at = Instant.now();
        long begun = System.nanoTime();
        String failure;
        try {
            var request = new HttpUriRequestBase(method, gateway.resolve(path));
            headers.forEach(request::setHeader);
            if (body != null) {
                request.setEntity(
                        new StringEntity(
                                JSON.writeValueAsString(body), ContentType.APPLICATION_JSON));
            }
            var answer =
                    http.execute(
                            request,
                            response -> new Answer(response.getCode(), text(response.getEntity())));
            if (answer.status() == wanted) {
                var read = JSON.readTree(answer.text());
                note(step, at, begun, null);
                return read;
            }
            failure = "%d instead of %d: %s".formatted(answer.status(), wanted, answer.text());
        } catch (IOException | JacksonException e) {
            failure = e.toString();
        }
        note(step, at, begun, failure);
        throw new Broken();
    }

    private static String text(@Nullable HttpEntity body) throws IOException, ParseException {
        return body == null ? "" : EntityUtils.toString(body);
    }

    private void note(String step, Instant at, long begun, @Nullable String failure) {
        var took = Duration.ofNanos(System.nanoTime() - begun);
        observed.note(new Exchange(step, keepsAlive, at, took, failure));
    }

    @Override
    public void close() throws IOException {
        http.close();
    }

    private record Answer(int status, String text) {}

    /// A step failed, which has been noted: the journey ends.
    static final class Broken extends Exception {

        private static final long serialVersionUID = 1L;
    }
}
