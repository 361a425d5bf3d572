package dev.konbini.logging.alert.http;

import dev.konbini.logging.alert.AlertProperties;
import dev.konbini.logging.alert.Webhook;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/// Sends a notification to a webhook once.
///
/// Where the host is, is looked up and looked at right before each sending; the JVM remembers it
/// for at least a second, so that nothing else is connected to. Redirects are not followed.
@Component
public final class WebhookSender implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);

    private final AlertProperties.Webhooks properties;
    private final HttpClient http;

    public WebhookSender(AlertProperties properties) {
        this.properties = properties.webhooks();
        this.http =
                HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(this.properties.timeout())
                        .build();
    }

    /// Sends `body`, a JSON document.
    ///
    /// @param id tells the receiver which of several are the same
    public Outcome send(Webhook webhook, String id, byte[] body) {
        var uri = target(webhook.url()).orElse(null);
        if (uri == null) {
            return new Outcome.Failed("The URL is none that can be asked");
        }
        var refusal = refusal(uri);
        if (refusal != null) {
            return new Outcome.Failed(refusal);
        }
        var request =
                HttpRequest.newBuilder(uri)
                        .timeout(properties.timeout())
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", id)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        var header = webhook.header();
        if (header != null) {
            @Nullable String secret = properties.secrets().get(header.secret());
            if (secret == null) {
                return new Outcome.Failed("No secret %s is configured".formatted(header.secret()));
            }
            try {
                request.setHeader(header.name(), secret);
            } catch (IllegalArgumentException e) {
                return new Outcome.Failed(
                        "The secret %s cannot be the value of %s"
                                .formatted(header.secret(), header.name()));
            }
        }
        return send(request.build());
    }

    /// The URI that `url` names, if it can be a webhook: `http` or `https`, with a host and no
    /// user.
    public static Optional<URI> target(String url) {
        try {
            var uri = URI.create(url);
            var scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https"))
                            && uri.getHost() != null
                            && uri.getUserInfo() == null
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private @Nullable String refusal(URI uri) {
        if (properties.allowPrivate()) {
            return null;
        }
        try {
            return Arrays.stream(InetAddress.getAllByName(uri.getHost()))
                            .allMatch(PublicAddresses::contains)
                    ? null
                    : "%s is not at a public address, and private ones are not allowed"
                            .formatted(uri.getHost());
        } catch (UnknownHostException e) {
            return "The host %s is not known".formatted(uri.getHost());
        }
    }

    private Outcome send(HttpRequest request) {
        try {
            var answer = http.send(request, BodyHandlers.ofInputStream());
            hangUp(answer.body());
            return answer.statusCode() / 100 == 2
                    ? new Outcome.Delivered()
                    : new Outcome.Failed("It answered " + answer.statusCode());
        } catch (IOException e) {
            return new Outcome.Failed("It could not be reached: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed("This replica stops");
        }
    }

    /// What else a receiver says does not matter, and may never end.
    private static void hangUp(InputStream answer) {
        try {
            answer.close();
        } catch (IOException e) {
            LOG.debug("The receiver has hung up first", e);
        }
    }

    @Override
    public void destroy() {
        http.shutdownNow();
    }

    /// What became of it.
    public sealed interface Outcome {

        /// The receiver has it: it answered 2xx.
        record Delivered() implements Outcome {}

        /// It may not have it.
        record Failed(String reason) implements Outcome {}
    }
}
