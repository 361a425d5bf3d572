package dev.konbini.logging.ledger;

import dev.konbini.logging.index.DocumentKey;
import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.IndexTemplates;
import dev.konbini.logging.index.Indices;
import dev.konbini.logging.index.StoredDocument;
import dev.konbini.logging.membership.Instance;
import dev.konbini.logging.membership.Instances;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// How many of its lines each instance says itself that it lost: they never reached Kafka. Kept, as
/// its heartbeats are not.
@Component
final class LostLines {

    private static final String KIND = "lost";
    private static final int TOLD_MAX = 10_000;

    private final Elasticsearch elasticsearch;
    private final IndexTemplates templates;
    private final Instances instances;
    private final String index;
    private final JsonMapper json;
    private final Map<String, Long> told = new ConcurrentHashMap<>();

    LostLines(
            Elasticsearch elasticsearch,
            IndexTemplates templates,
            Instances instances,
            Indices indices,
            JsonMapper json) {
        this.elasticsearch = elasticsearch;
        this.templates = templates;
        this.instances = instances;
        this.index = indices.ofLedger();
        this.json = json;
    }

    /// Keeps what instances have said meanwhile.
    void note() {
        for (var instance : instances.view().instances()) {
            var lost = instance.linesLost();
            if (lost > 0 && lost > told.getOrDefault(instance.instance(), 0L)) {
                keep(instance);
                if (told.size() > TOLD_MAX) {
                    told.clear();
                }
                told.put(instance.instance(), lost);
            }
        }
    }

    /// How many each of `names` lost; those that lost none are not named.
    Map<String, Long> of(Collection<String> names) {
        var asked = List.copyOf(names);
        var found = new ArrayList<Optional<StoredDocument>>();
        elasticsearch.eachDocument(
                asked.stream().map(name -> new DocumentKey(index, id(name))).toList(),
                "value",
                found::add);
        var lost = new HashMap<String, Long>();
        for (var i = 0; i < found.size(); i++) {
            var name = asked.get(i);
            found.get(i).ifPresent(document -> lost.put(name, lines(document)));
        }
        return lost;
    }

    private void keep(Instance instance) {
        templates.ensure();
        var there = elasticsearch.document(index, id(instance.instance()));
        if (there.map(LostLines::lines).orElse(0L) >= instance.linesLost()) {
            return;
        }
        var document =
                json.createObjectNode()
                        .put("kind", KIND)
                        .put("last", instance.lastHeardOf().toEpochMilli());
        document.putObject("value")
                .put("instance", instance.instance())
                .put("service", instance.service())
                .put("lines", instance.linesLost());
        // Where another replica was faster, it wrote the same, or the next look finds more.
        var _ = elasticsearch.replace(index, id(instance.instance()), document, there.orElse(null));
    }

    private static long lines(StoredDocument document) {
        return document.source().path("value").path("lines").asLong();
    }

    private static String id(String instance) {
        return KIND + ":" + instance;
    }
}
