package dev.konbini.cli.capacity;

import dev.konbini.cli.Refusal;
import dev.konbini.cli.capacity.ClusterUse.Counters;
import dev.konbini.cli.server.ElasticAddress;
import dev.konbini.cli.task.Tasks;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What Elasticsearch itself says: of its nodes, and of the lines that were sent.
final class Elastic implements AutoCloseable {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(60);
    private static final Duration CONNECT_MAX = Duration.ofSeconds(5);
    private static final Duration MERGES_MAX = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final JsonMapper JSON = JsonMapper.shared();

    /// Where lines of a tenant may be: in its own indices, or in those that tenants share.
    private static final String OWN = "konbini-logs-" + Flood.TENANT + "-*";

    private static final String SHARED = "konbini-logs-shared.*";
    private static final String ANY = "?ignore_unavailable=true";

    private final ElasticAddress address;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT_MAX).build();

    /// @param url perhaps with a user
    Elastic(URI url) {
        this.address = ElasticAddress.of(url);
    }

    /// What its nodes have counted so far.
    Counters counters() {
        return Counters.from(
                get(
                        "/_nodes/stats/process,thread_pool?filter_path=nodes.*.process.cpu.total_in_millis,nodes.*.thread_pool.write"));
    }

    /// How many processors its nodes may use, together.
    int processors() {
        int processors = 0;
        for (var node :
                get("/_nodes/os?filter_path=nodes.*.os.allocated_processors").path("nodes")) {
            processors += node.at("/os/allocated_processors").asInt(0);
        }
        return processors;
    }

    /// How many lines of the tenant that this command sends for there are.
    long lines() {
        var pattern = OWN + "," + SHARED;
        post("/" + pattern + "/_refresh" + ANY, null);
        var query = Map.of("query", Map.of("term", Map.of("konbini.tenant", Flood.TENANT)));
        return post("/" + pattern + "/_count" + ANY, query).path("count").asLong(0);
    }

    /// What a line takes on disk, when what was written is there and as good as merged; empty where
    /// nothing is.
    Optional<Report.Disk> disk() {
        return disk(OWN).or(() -> disk(SHARED));
    }

    private Optional<Report.Disk> disk(String pattern) {
        post("/" + pattern + "/_flush" + ANY, null);
        var deadline = System.nanoTime() + MERGES_MAX.toNanos();
        while (stats(pattern).at("/primaries/merges/current").asLong(0) > 0
                && System.nanoTime() < deadline) {
            Tasks.pause(POLL);
        }
        var stats = stats(pattern);
        long lines = stats.at("/primaries/docs/count").asLong(0);
        return lines == 0
                ? Optional.empty()
                : Optional.of(
                        new Report.Disk(
                                stats.at("/primaries/store/size_in_bytes").asDouble() / lines,
                                stats.at("/total/store/size_in_bytes").asDouble() / lines));
    }

    private JsonNode stats(String pattern) {
        return get("/" + pattern + "/_stats/docs,store,merge" + ANY).path("_all");
    }

    private JsonNode get(String path) {
        return send(request(path).GET());
    }

    private JsonNode post(String path, @Nullable Object body) {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private HttpRequest.Builder request(String path) {
        var request = HttpRequest.newBuilder(address.base().resolve(path)).timeout(ANSWER_MAX);
        if (address.authorization() != null) {
            request.header("Authorization", address.authorization());
        }
        return request;
    }

    /// @throws Refusal if it does not answer, or refuses
    private JsonNode send(HttpRequest.Builder request) {
        var built = request.build();
        try {
            var answer = http.send(built, BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw Refusal.failed(
                        "Elasticsearch answers %d to %s: %s"
                                .formatted(
                                        answer.statusCode(), built.uri().getPath(), answer.body()));
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw Refusal.failed(
                    "Elasticsearch does not answer at %s (%s): see that it runs and is reached from here."
                            .formatted(address.base(), e));
        } catch (InterruptedException e) {
            throw Tasks.interrupted(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
