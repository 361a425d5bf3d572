package dev.konbini.e2e.chart;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A cluster's API as far as Helm asks it while it renders: the kinds of objects that the chart
/// has, and one Deployment.
final class FakeCluster implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, String> answers = new TreeMap<>();

    /// Holds the Deployment `name`, of the release `konbini`, in the namespace `shop`.
    ///
    /// @param manager who set the number of replicas last
    FakeCluster(String name, int replicas, String manager) throws IOException {
        answers.put("/version", "{\"major\":\"1\",\"minor\":\"30\",\"gitVersion\":\"v1.30.0\"}");
        answers.put("/api", "{\"kind\":\"APIVersions\",\"versions\":[\"v1\"]}");
        answers.put(
                "/apis",
                "{\"kind\":\"APIGroupList\",\"groups\":[%s,%s,%s]}"
                        .formatted(
                                group("apps", "v1"),
                                group("policy", "v1"),
                                group("autoscaling", "v2")));
        answers.put("/api/v1", kinds("v1", "Service", "ServiceAccount", "Pod"));
        answers.put("/apis/apps/v1", kinds("apps/v1", "Deployment"));
        answers.put("/apis/policy/v1", kinds("policy/v1", "PodDisruptionBudget"));
        answers.put("/apis/autoscaling/v2", kinds("autoscaling/v2", "HorizontalPodAutoscaler"));
        answers.put(
                "/apis/apps/v1/namespaces/shop/deployments/" + name,
                """
                {"apiVersion": "apps/v1", "kind": "Deployment", "metadata": {
                   "name": "%s", "namespace": "shop",
                   "labels": {"app.kubernetes.io/managed-by": "Helm"},
                   "annotations": {
                     "meta.helm.sh/release-name": "konbini",
                     "meta.helm.sh/release-namespace": "shop"},
                   "managedFields": [
                     {"manager": "helm", "fieldsV1": {"f:spec": {"f:template": {}}}},
                     {"manager": "%s", "fieldsV1": {"f:spec": {"f:replicas": {}}}}]},
                 "spec": {"replicas": %d}}
                """
                        .formatted(name, manager, replicas));
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /// How a client reaches it, as the contents of a kubeconfig.
    String kubeConfig() {
        return """
        {"apiVersion": "v1", "kind": "Config", "current-context": "fake",
         "clusters": [{"name": "fake", "cluster": {"server": "http://127.0.0.1:%d"}}],
         "users": [{"name": "fake", "user": {}}],
         "contexts": [{"name": "fake", "context": {"cluster": "fake", "user": "fake"}}]}
        """
                .formatted(server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var answer = answers.get(exchange.getRequestURI().getPath());
        var status = answer == null ? 404 : 200;
        var body = answer == null ? "{\"kind\":\"Status\",\"reason\":\"NotFound\"}" : answer;
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.getBytes(UTF_8).length);
        try (var out = exchange.getResponseBody()) {
            out.write(body.getBytes(UTF_8));
        }
    }

    private static String group(String name, String version) {
        var named =
                "{\"groupVersion\":\"%s/%s\",\"version\":\"%s\"}".formatted(name, version, version);
        return "{\"name\":\"%s\",\"versions\":[%s],\"preferredVersion\":%s}"
                .formatted(name, named, named);
    }

    private static String kinds(String group, String... kinds) {
        var resources =
                Arrays.stream(kinds)
                        .map(kind ->
                                "{\"name\":\"%ss\",\"namespaced\":true,\"kind\":\"%s\",\"verbs\":[\"get\"]}"
                                        .formatted(kind.toLowerCase(Locale.ROOT), kind))
                        .collect(Collectors.joining(","));
        return "{\"kind\":\"APIResourceList\",\"groupVersion\":\"%s\",\"resources\":[%s]}"
                .formatted(group, resources);
    }
}
