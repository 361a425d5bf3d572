package dev.konbini.gateway;

import dev.konbini.web.access.TokenMint;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/// The gateway on a free port, and a client for it.
public final class RunningGateway implements AutoCloseable {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ConfigurableApplicationContext context;
    private final URI uri;

    private RunningGateway(ConfigurableApplicationContext context) {
        this.context = context;
        this.uri =
                URI.create(
                        "http://127.0.0.1:"
                                + context.getEnvironment()
                                        .getRequiredProperty("local.server.port"));
    }

    /// Starts a gateway whose commerce-service is `commerce`; the others do not exist unless
    /// `settings` (each `name=value`) name them. It asks for readiness at the port behind each
    /// replica's.
    public static RunningGateway inFrontOf(List<RawServer> commerce, String... settings) {
        var nowhere = "http://127.0.0.1:1";
        var all = new LinkedHashMap<String, String>();
        all.put("server.port", "0");
        all.put("management.server.port", "0");
        all.put("konbini.telemetry.enabled", "false");
        // The servers behind it count what they receive.
        all.put("konbini.warm-up.paths", "");
        all.put("konbini.gateway.readiness.interval", "100ms");
        all.put("konbini.gateway.readiness.port-offset", "1");
        all.put("konbini.access.keys", keys().toUri().toString());
        all.put("konbini.gateway.services.commerce.replicas", uris(commerce));
        all.put("konbini.gateway.services.transaction.replicas", nowhere);
        all.put("konbini.gateway.services.logging.replicas", nowhere);
        for (var setting : settings) {
            var parts = setting.split("=", 2);
            all.put(parts[0], parts[1]);
        }
        return new RunningGateway(
                SpringApplication.run(
                        GatewayApplication.class,
                        all.entrySet().stream()
                                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                                .toArray(String[]::new)));
    }

    /// The base URIs of `servers`, as a setting.
    public static String uris(List<RawServer> servers) {
        return String.join(",", servers.stream().map(server -> server.uri().toString()).toList());
    }

    private static Path keys() {
        try {
            var file = Files.createTempFile("keys", ".json");
            file.toFile().deleteOnExit();
            return Files.writeString(file, TokenMint.generate().jwks());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI uri() {
        return uri;
    }

    /// A request to `path`, to be completed.
    public HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(uri.resolve(path));
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(to(path));
    }

    public HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
        return client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public <T> HttpResponse<T> send(
            HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        return client.send(request.build(), handler);
    }

    /// Returns once the start page shows exactly `count` ready replicas.
    public void awaitReady(int count) throws IOException, InterruptedException {
        while (get("/").body().split("class=\"good\">ready", -1).length != count + 1) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /// How many requests were sent again so far.
    public int retries() {
        return (int)
                context
                        .getBean(MeterRegistry.class)
                        .find("konbini.gateway.retries")
                        .counters()
                        .stream()
                        .mapToDouble(Counter::count)
                        .sum();
    }

    @Override
    public void close() {
        client.close();
        context.close();
    }
}
