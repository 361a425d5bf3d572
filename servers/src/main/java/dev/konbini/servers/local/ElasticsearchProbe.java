package dev.konbini.servers.local;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Asks whether an Elasticsearch answers.
final class ElasticsearchProbe {

    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Pattern VERSION =
            Pattern.compile("\"(?:version|number)\"\\s*:\\s*\"([^\"]+)\"");

    private ElasticsearchProbe() {}

    /// Whether the cluster at `url` serves: its health is yellow or green.
    static boolean answers(String url) {
        return get(url, "/_cluster/health?wait_for_status=yellow&timeout=1s").isPresent();
    }

    /// The version of the node behind `url`. `GET /` would tell it too, but not every distribution
    /// has that.
    static String version(String url) {
        return get(url, "/_nodes/_local?filter_path=nodes.*.version")
                .map(VERSION::matcher)
                .filter(Matcher::find)
                .map(matcher -> matcher.group(1))
                .orElse("unknown");
    }

    private static Optional<String> get(String url, String path) {
        try (var client = HttpClient.newBuilder().connectTimeout(LIMIT).build()) {
            var base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
            var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(LIMIT);
            basicAccess(base).ifPresent(value -> request.header("Authorization", value));
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException | IllegalArgumentException notYet) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    // A URL may hold `user:password@`, which the HTTP client leaves to us.
    private static Optional<String> basicAccess(String url) {
        return Optional.ofNullable(URI.create(url).getUserInfo())
                .map(user -> user.getBytes(StandardCharsets.UTF_8))
                .map(user -> "Basic " + Base64.getEncoder().encodeToString(user));
    }
}
