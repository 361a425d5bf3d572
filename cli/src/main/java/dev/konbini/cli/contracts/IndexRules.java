package dev.konbini.cli.contracts;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/// Compares two versions of an Elasticsearch index, or of the template that indices are made from.
///
/// An index that names its generation in `_meta.version` may change any field with a higher one: it
/// is built anew beside the old one. A template has none, because the indices made from it before
/// stay and are searched together with those made after: what it says is final, but for new fields.
final class IndexRules {

    /// What of a mapping is no field: replicas of both versions write and read documents by it, in
    /// whatever index is live.
    private static final Set<String> OF_DOCUMENTS = Set.of("_routing", "_source");

    private final String file;
    private final List<Breach> breaches;

    /// @param breaches what is found is added to them
    IndexRules(String file, List<Breach> breaches) {
        this.file = file;
        this.breaches = breaches;
    }

    /// Compares whole files.
    void compare(Node releasedFile, Node currentFile) {
        patterns(releasedFile, currentFile);
        var released = mappings(releasedFile);
        var current = mappings(currentFile);
        int before = generation(released);
        int now = generation(current);
        if (now < before) {
            breach(
                    current.in("_meta", "version"),
                    "the generation went back from %d to %d".formatted(before, now),
                    "the index that is there is of a later one and stays");
        }
        itself(released, current, before, now > before);
        var old = fields(released);
        var fields = fields(current);
        old.forEach((name, field) -> {
            var same = fields.get(name);
            if (same == null) {
                breach(
                        field,
                        "the field %s was removed".formatted(name),
                        "replicas of the released version write it and search by it in whatever index is live");
            } else if (now <= before && !definition(field).equals(definition(same))) {
                breach(
                        same,
                        "the field %s was changed from %s to %s"
                                .formatted(name, definition(field), definition(same)),
                        kept(before));
            }
        });
        if (now == before && released.text("dynamic").equals("strict")) {
            fields.forEach((name, field) -> {
                if (!old.containsKey(name)) {
                    breach(
                            field,
                            "the field %s was added within a generation".formatted(name),
                            "the index that is there is strict and refuses documents with it; raise the generation");
                }
            });
        }
    }

    private void patterns(Node releasedFile, Node currentFile) {
        var now = currentFile.in("index_patterns");
        for (var pattern : releasedFile.in("index_patterns").json()) {
            if (now.json().valueStream().noneMatch(pattern::equals)) {
                breach(
                        now.exists() ? now : releasedFile.in("index_patterns"),
                        "the template is no longer for %s".formatted(pattern),
                        "replicas of the released version write to indices of that name, which would be made without it");
            }
        }
    }

    /// Compares what two mappings say besides their fields.
    private void itself(Node released, Node current, int generation, boolean anew) {
        var names = new TreeSet<>(released.names());
        names.addAll(current.names());
        names.removeAll(Set.of("properties", "_meta"));
        for (var name : names) {
            var before = word(released.json().path(name));
            var now = word(current.json().path(name));
            boolean binds =
                    OF_DOCUMENTS.contains(name) || (name.equals("dynamic") && now.equals("strict"));
            if (!before.equals(now) && (binds || !anew)) {
                breach(
                        current.in(name).exists() ? current.in(name) : released.in(name),
                        "'%s' was changed from %s to %s".formatted(name, before, now),
                        binds
                                ? "replicas of the released version write and read by the old one in whatever index is live"
                                : kept(generation));
            }
        }
    }

    private static String kept(int generation) {
        return "indices that are there keep the old one; "
                + (generation == 0
                        ? "give the new one another name"
                        : "raise the generation, so that a new index is built beside the old one");
    }

    private static String word(JsonNode value) {
        return value.isMissingNode()
                ? "none"
                : value.isString() ? value.asString() : value.toString();
    }

    private static Node mappings(Node file) {
        var ofTemplate = file.in("template", "mappings");
        return ofTemplate.exists() ? ofTemplate : file.in("mappings");
    }

    /// 0 for what has none.
    private static int generation(Node mappings) {
        return mappings.json().path("_meta").path("version").asInt(0);
    }

    private static Map<String, Node> fields(Node mappings) {
        var fields = new TreeMap<String, Node>();
        collect(mappings, "", fields);
        return fields;
    }

    private static void collect(Node parent, String prefix, Map<String, Node> fields) {
        for (var kind : List.of("properties", "fields")) {
            for (var name : parent.in(kind).names()) {
                var field = parent.in(kind, name);
                fields.put(prefix + name, field);
                collect(field, prefix + name + ".", fields);
            }
        }
    }

    /// What is said of the field itself, without those below it.
    private static Map<String, String> definition(Node field) {
        var definition = new TreeMap<String, String>();
        for (var name : field.names()) {
            if (!name.equals("properties") && !name.equals("fields")) {
                definition.put(name, word(field.json().path(name)));
            }
        }
        return definition;
    }

    private void breach(Node place, String what, String why) {
        breaches.add(new Breach(file, place.pointer(), what, why));
    }
}
