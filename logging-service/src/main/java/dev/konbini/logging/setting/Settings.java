package dev.konbini.logging.setting;

import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.HitPage;
import dev.konbini.logging.index.IndexTemplates;
import dev.konbini.logging.index.Indices;
import dev.konbini.logging.index.StoredDocument;
import dev.konbini.logging.operation.Operations;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The settings that are kept.
///
/// Every call throws [dev.konbini.logging.index.ElasticsearchUnavailable] where Elasticsearch is
/// away; whether a change was made is then not known, and repeating it tells.
@Component
public final class Settings {

    private static final int PAGE = 1_000;

    private final Elasticsearch elasticsearch;
    private final IndexTemplates templates;
    private final String index;
    private final Operations operations;
    private final JsonMapper json;
    private final Clock clock;

    Settings(
            Elasticsearch elasticsearch,
            IndexTemplates templates,
            Indices indices,
            Operations operations,
            JsonMapper json,
            Clock clock) {
        this.elasticsearch = elasticsearch;
        this.templates = templates;
        this.index = indices.ofSettings();
        this.operations = operations;
        this.json = json;
        this.clock = clock;
    }

    /// The setting as it is now.
    public Optional<Setting> find(SettingKind kind, String name) {
        return document(kind, name).map(Setting::from);
    }

    /// All settings of a kind, by name.
    public List<Setting> all(SettingKind kind) {
        return all(kind, "");
    }

    /// The settings of a kind whose names begin with `prefix`, by name.
    public List<Setting> all(SettingKind kind, String prefix) {
        var settings = new ArrayList<Setting>();
        HitPage.each(
                elasticsearch,
                index,
                Map.of(
                        "seq_no_primary_term",
                        true,
                        "query",
                        those(kind, prefix),
                        "sort",
                        List.of(Map.of("name", "asc"))),
                PAGE,
                hit -> settings.add(Setting.from(StoredDocument.from(hit))));
        return settings;
    }

    /// How many settings of a kind have names that begin with `prefix`.
    public long count(SettingKind kind, String prefix) {
        return elasticsearch
                .search(
                        index,
                        Map.of("size", 0, "track_total_hits", true, "query", those(kind, prefix)))
                .path("hits")
                .path("total")
                .path("value")
                .asLong(0);
    }

    private static Map<String, ?> those(SettingKind kind, String prefix) {
        return Map.of(
                "bool",
                Map.of(
                        "filter",
                        List.of(
                                Map.of("term", Map.of("kind", kind.label())),
                                Map.of("prefix", Map.of("name", prefix)))));
    }

    /// Sets `value`, where the setting is still as `expected`.
    ///
    /// @param expected the version that is to be replaced; null where there must be none yet
    /// @return the new setting; empty where it was not as expected, and nothing was changed
    public Optional<Setting> put(
            SettingKind kind,
            String name,
            JsonNode value,
            @Nullable String expected,
            String changedBy) {
        templates.ensure();
        var there = document(kind, name);
        if (!isAsExpected(there, expected)) {
            return Optional.empty();
        }
        var source =
                json.createObjectNode()
                        .put("kind", kind.label())
                        .put("name", name)
                        .put("changedAt", clock.instant().toString())
                        .put("changedBy", changedBy)
                        .set("value", value);
        if (!elasticsearch.replace(index, id(kind, name), source, there.orElse(null))) {
            return Optional.empty();
        }
        record(kind, name, there.isPresent() ? "change" : "make", changedBy);
        return find(kind, name);
    }

    /// Takes a setting away.
    ///
    /// @param expected as in [#put]
    /// @param removedBy the subject of who does it
    /// @return false where it was not as expected, and nothing was changed
    public boolean remove(SettingKind kind, String name, String expected, String removedBy) {
        var there = document(kind, name);
        if (!isAsExpected(there, expected)
                || !there.map(document -> elasticsearch.remove(index, document)).orElse(false)) {
            return false;
        }
        record(kind, name, "remove", removedBy);
        return true;
    }

    // The value is not on record: it may hold what not every operator is to see, such as addresses
    // with secrets in them.
    private void record(SettingKind kind, String name, String what, String by) {
        operations.done(
                kind.label() + "." + what,
                "%s%s %s %s"
                        .formatted(
                                what.substring(0, 1).toUpperCase(Locale.ROOT),
                                what.substring(1),
                                kind.label(),
                                name),
                by,
                Map.of("name", name));
    }

    private Optional<StoredDocument> document(SettingKind kind, String name) {
        return elasticsearch.document(index, id(kind, name));
    }

    private static boolean isAsExpected(Optional<StoredDocument> there, @Nullable String expected) {
        return there.map(document -> Setting.from(document).version().equals(expected))
                .orElse(expected == null);
    }

    private static String id(SettingKind kind, String name) {
        return kind.label() + ":" + name;
    }
}
