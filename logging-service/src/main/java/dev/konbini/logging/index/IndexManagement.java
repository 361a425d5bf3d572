package dev.konbini.logging.index;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// Makes indices, tells how they are, and puts one in another's place.
///
/// Every call throws what [Elasticsearch]'s do.
@Component
public final class IndexManagement {

    private static final int TIMED_OUT = 408;

    private final Calls calls;

    IndexManagement(ElasticsearchClients clients) {
        this.calls = clients.writing();
    }

    /// Makes an index that no wildcard matches, but for those of its aliases.
    public void createHidden(String index) {
        var request = new Request("PUT", "/" + index);
        calls.write(request, Map.of("settings", Map.of("index.hidden", true)));
        calls.call(request);
    }

    /// Whether as many copies of `index` are there as its settings want, at least as far as of
    /// `other`. Waits for that for up to `atMost`.
    public boolean isAsWhole(String index, String other, Duration atMost) {
        var wanted = calls.ask(health(other)).path("status").asString();
        var request = health(index);
        request.addParameter("wait_for_status", wanted);
        request.addParameter("timeout", atMost.toMillis() + "ms");
        var answer = calls.callOr(request, TIMED_OUT);
        return answer != null && !calls.read(answer).path("timed_out").asBoolean(true);
    }

    private static Request health(String index) {
        return new Request("GET", "/_cluster/health/" + index);
    }

    /// How far each shard of `index` has been written.
    public Map<Integer, Written> written(String index) {
        var request = new Request("GET", "/" + index + "/_stats/docs");
        request.addParameter("level", "shards");
        request.addParameter(
                "filter_path", "indices.*.shards.*.routing.primary,indices.*.shards.*.seq_no");
        var written = new TreeMap<Integer, Written>();
        for (var one : calls.ask(request).path("indices").values()) {
            for (var shard : one.path("shards").properties()) {
                for (var copy : shard.getValue()) {
                    if (copy.at("/routing/primary").asBoolean(false)) {
                        written.put(Integer.valueOf(shard.getKey()), Written.from(copy));
                    }
                }
            }
        }
        return written;
    }

    /// How many documents `index` has that a search may find.
    public long count(String index) {
        return calls.ask(new Request("GET", "/" + index + "/_count")).path("count").asLong();
    }

    /// How large each index is that `pattern` matches, by what Elasticsearch calls it.
    public Map<String, Size> sizes(String pattern) {
        var request = new Request("GET", "/" + pattern + "/_stats/docs,store");
        request.addParameter(
                "filter_path",
                "indices.*.primaries.docs.count,indices.*.total.store.size_in_bytes");
        var sizes = new HashMap<String, Size>();
        for (var index : calls.ask(request).path("indices").properties()) {
            sizes.put(
                    index.getKey(),
                    new Size(
                            index.getValue().at("/primaries/docs/count").asLong(0),
                            index.getValue().at("/total/store/size_in_bytes").asLong(0)));
        }
        return sizes;
    }

    /// Removes `old` and makes `name` an alias of `next`, in one step. Who searches or writes by
    /// `name` meets the one or the other.
    ///
    /// @param old itself called `name`, or what that has been an alias of
    public void swap(String old, String next, String name) {
        var request = new Request("POST", "/_aliases");
        calls.write(
                request,
                Map.of(
                        "actions",
                        List.of(
                                Map.of("remove_index", Map.of("index", old)),
                                Map.of("add", Map.of("index", next, "alias", name)))));
        calls.call(request);
    }

    /// How far a shard has been written, by its operations' numbers.
    ///
    /// @param everywhere up to which each is on every copy of it
    /// @param last the highest
    public record Written(long everywhere, long last) {

        private static Written from(JsonNode copy) {
            return new Written(
                    copy.at("/seq_no/global_checkpoint").asLong(-1),
                    copy.at("/seq_no/max_seq_no").asLong(-1));
        }
    }

    /// How large an index is.
    ///
    /// @param lines that a search may find
    /// @param bytes on disks, copies included
    public record Size(long lines, long bytes) {}
}
