package dev.konbini.logging.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Sees to it that indices are made with our mappings, and never with those that Elasticsearch
/// would guess.
///
/// The templates are `elasticsearch/….json` on the class path, completed by [IndexProperties]. A
/// template of a later version, put by a later version of this service, is left alone, so that both
/// can run side by side.
@Component
public final class IndexTemplates {

    private static final List<String> KINDS =
            List.of(
                    "logs",
                    "events",
                    "settings",
                    "dead-letters",
                    "ledger",
                    "operations",
                    "alerts",
                    "points",
                    "rollups",
                    "series",
                    "rollupmarks");
    private static final Logger LOG = LoggerFactory.getLogger(IndexTemplates.class);

    private final IndexManagement management;
    private final IndexProperties properties;
    private final JsonMapper json;
    private volatile boolean there;

    IndexTemplates(IndexManagement management, IndexProperties properties, JsonMapper json) {
        this.management = management;
        this.properties = properties;
        this.json = json;
    }

    /// Makes the templates, unless this was done since the last [#forget]. To be called before
    /// anything is written.
    public void ensure() {
        if (there) {
            return;
        }
        KINDS.forEach(this::ensure);
        there = true;
    }

    /// To be called when Elasticsearch was away: what comes back may be an empty one.
    public void forget() {
        there = false;
    }

    private void ensure(String kind) {
        var name = properties.prefix() + kind;
        var template = template(kind);
        var earlier = management.template(name);
        if (earlier == null
                || earlier.path("version").asInt(0) <= template.path("version").asInt()) {
            management.putTemplate(name, template);
        }
        if (earlier != null
                && earlier.path("version").asInt(0) < template.path("version").asInt()) {
            addToMappings(kind, template);
        }
    }

    // So that today's lines are found by the new fields from now on, not from tomorrow's index on.
    // It is an improvement only: where it is refused, the indices stay as they were.
    private void addToMappings(String kind, ObjectNode template) {
        var properties = template.at("/template/mappings/properties");
        try {
            management.addToMappings(
                    this.properties.prefix() + kind + "-*",
                    json.createObjectNode().set("properties", properties));
        } catch (ElasticsearchRefusal e) {
            LOG.warn("Fields of a new version are found in new indices of {} only", kind, e);
        }
    }

    private ObjectNode template(String kind) {
        try (var content =
                new ClassPathResource("elasticsearch/" + kind + ".json").getInputStream()) {
            var template = (ObjectNode) json.readTree(content);
            template.putArray("index_patterns").add(properties.prefix() + kind + "-*");
            var index =
                    template.withObject("/template/settings/index")
                            .put("number_of_shards", properties.shards())
                            .put("number_of_replicas", properties.replicas());
            // What is read by charts only need not be found as soon as a line.
            if (!index.has("refresh_interval")) {
                index.put("refresh_interval", properties.refreshInterval().toMillis() + "ms");
            }
            return template;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
