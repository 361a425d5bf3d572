package dev.konbini.logging.index;

import co.elastic.clients.transport.rest5_client.low_level.Request;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Makes, closes, opens and removes indices, tells how they are, puts one in another's place, and
/// keeps the templates that they are made with. [Elasticsearch] is for what is in them.
///
/// Every call throws what [Elasticsearch]'s do.
@Component
public final class IndexManagement {

    private static final int NOT_FOUND = 404;
    private static final int TIMED_OUT = 408;

    private final Calls calls;

    IndexManagement(ElasticsearchClients clients) {
        this.calls = clients.writing();
    }

    /// What the indices are called that match.
    public Set<String> names(String pattern) {
        var request = new Request("GET", "/" + pattern + "/_settings");
        request.addParameter("ignore_unavailable", "true");
        request.addParameter("filter_path", "*.settings.index.uuid");
        return new TreeSet<>(calls.ask(request).propertyNames());
    }

    /// The indices that match, hidden ones too, each with its aliases, to what it is closed, and
    /// what its mapping says of itself.
    Map<String, JsonNode> described(String pattern) {
        var request = new Request("GET", "/" + pattern);
        request.addParameter("ignore_unavailable", "true");
        request.addParameter("expand_wildcards", "open,hidden");
        request.addParameter("filter_path", "*.aliases,*.settings.index.blocks,*.mappings._meta");
        var indices = new TreeMap<String, JsonNode>();
        for (var index : calls.ask(request).properties()) {
            indices.put(index.getKey(), index.getValue());
        }
        return indices;
    }

    /// Closes `index` to writing: when this returns, what was being written is written, and no more
    /// will be. Without effect where it is so already or is not there.
    public void closeToWriting(String index) {
        var request = new Request("PUT", "/" + index + "/_block/write");
        var content = calls.callOr(request, NOT_FOUND);
        if (content == null) {
            return;
        }
        var answer = calls.read(content);
        // It names none that was closed before.
        if (!answer.path("shards_acknowledged").asBoolean() && !answer.path("indices").isEmpty()) {
            throw new ElasticsearchUnavailable("%s may still be written to".formatted(index), null);
        }
    }

    /// Opens `index` to writing. Without effect where it is so already or is not there.
    public void openToWriting(String index) {
        var request = new Request("PUT", "/" + index + "/_settings");
        request.addParameter("ignore_unavailable", "true");
        calls.write(request, JsonNodeFactory.instance.objectNode().putNull("index.blocks.write"));
        var _ = calls.callOr(request, NOT_FOUND);
    }

    /// Begins to merge `index` into one segment, which may take long, and does not wait for it.
    public void mergeToOneSegment(String index) {
        var request = new Request("POST", "/" + index + "/_forcemerge");
        request.addParameter("max_num_segments", "1");
        request.addParameter("wait_for_completion", "false");
        var _ = calls.callOr(request, NOT_FOUND);
    }

    /// Removes `index` with all that is in it.
    ///
    /// @return whether it was there
    public boolean remove(String index) {
        return calls.callOr(new Request("DELETE", "/" + index), NOT_FOUND) != null;
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

    /// The index template `name` as it is there; null where there is none.
    @Nullable JsonNode template(String name) {
        var request = new Request("GET", "/_index_template");
        request.addParameter(
                "filter_path", "index_templates.name,index_templates.index_template.version");
        for (var template : calls.ask(request).path("index_templates")) {
            if (template.path("name").asString().equals(name)) {
                return template.path("index_template");
            }
        }
        return null;
    }

    /// Makes or replaces the index template `name`.
    void putTemplate(String name, JsonNode template) {
        var request = new Request("PUT", "/_index_template/" + name);
        calls.write(request, template);
        calls.call(request);
    }

    /// Adds what `mapping` has to the indices that match, if there are any.
    void addToMappings(String indices, JsonNode mapping) {
        var request = new Request("PUT", "/" + indices + "/_mapping");
        request.addParameter("ignore_unavailable", "true");
        request.addParameter("allow_no_indices", "true");
        calls.write(request, mapping);
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
