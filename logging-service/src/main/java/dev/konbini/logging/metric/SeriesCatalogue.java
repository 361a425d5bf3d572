package dev.konbini.logging.metric;

import dev.konbini.logging.index.Elasticsearch;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Keeps the names of series, month by month, so that they can be found without looking through
/// their points.
///
/// Each node of a path has a document: `web1` and `web1.cpu` are branches, `web1.cpu.idle` is a
/// leaf, with what a sender said stands for its roll-ups: the last that said so, and never one that
/// says nothing, as Graphite's lines and replicas of 0.2.0. What this replica has seen there it
/// does not ask for again.
@Component
final class SeriesCatalogue {

    private static final int REMEMBERED_MAX = 600_000;

    /// How many nodes are on their way at once: a path has up to 32, and a poll may be of paths
    /// that have none in common.
    private static final int ENTERED_MAX = 20_000;

    private static final int ASKED_MAX = 5_000;

    private final Elasticsearch elasticsearch;
    private final MetricIndices indices;
    private final MetricProperties properties;
    private final SeenNodes seen;

    @Autowired
    SeriesCatalogue(
            Elasticsearch elasticsearch, MetricIndices indices, MetricProperties properties) {
        this(elasticsearch, indices, properties, new SeenNodes(REMEMBERED_MAX));
    }

    SeriesCatalogue(
            Elasticsearch elasticsearch,
            MetricIndices indices,
            MetricProperties properties,
            SeenNodes seen) {
        this.elasticsearch = elasticsearch;
        this.indices = indices;
        this.properties = properties;
        this.seen = seen;
    }

    /// Enters the series of `points`, by tenant, unless their tenant has too many.
    ///
    /// @return those that are entered, now or before
    Set<SeriesId> know(Map<String, List<ReceivedPoint>> points) {
        var known = new HashSet<SeriesId>();
        points.forEach((tenant, theirs) -> {
            var byMonth = new LinkedHashMap<String, Set<Leaf>>();
            for (var point : theirs) {
                byMonth.computeIfAbsent(indices.ofSeries(point.slot()), month -> new HashSet<>())
                        .add(new Leaf(point.series(), Optional.ofNullable(point.measure())));
            }
            byMonth.forEach((index, leaves) -> known.addAll(know(tenant, index, leaves)));
        });
        return known;
    }

    private Set<SeriesId> know(String tenant, String index, Set<Leaf> leaves) {
        var known = new HashSet<SeriesId>();
        var asked = new LinkedHashMap<String, Leaf>();
        for (var one : leaves) {
            if (seen.contains(one.node(index))) {
                known.add(one.series());
            } else {
                asked.merge(leafId(one.series()), one, (a, b) -> a.measure().isPresent() ? a : b);
            }
        }
        if (asked.isEmpty()) {
            return known;
        }
        var there = there(index, asked.keySet());
        var added =
                asked.entrySet().stream()
                        .filter(one -> !there.contains(one.getKey()))
                        .map(Map.Entry::getValue)
                        .toList();
        var room = added.isEmpty() ? 0 : properties.seriesMax() - count(index, tenant);
        var entered = added.subList(0, Math.max(0, Math.min(added.size(), room)));
        // Those that are there are entered again too: a replica may have died between a leaf and
        // its branches.
        asked.forEach((id, one) -> {
            if (there.contains(id)) {
                known.add(one.series());
            }
        });
        entered.forEach(one -> known.add(one.series()));
        enter(index, asked.values().stream().filter(one -> known.contains(one.series())).toList());
        return known;
    }

    private Set<String> there(String index, Collection<String> ids) {
        var there = new HashSet<String>();
        var list = List.copyOf(ids);
        for (var start = 0; start < list.size(); start += ASKED_MAX) {
            var some = list.subList(start, Math.min(list.size(), start + ASKED_MAX));
            elasticsearch
                    .search(
                            index,
                            Map.of(
                                    "size",
                                    ASKED_MAX,
                                    "_source",
                                    false,
                                    "query",
                                    Map.of("ids", Map.of("values", some))))
                    .path("hits")
                    .path("hits")
                    .forEach(hit -> there.add(hit.path("_id").asString()));
        }
        return there;
    }

    private int count(String index, String tenant) {
        return elasticsearch
                .search(
                        index,
                        Map.of(
                                "size",
                                0,
                                "track_total_hits",
                                true,
                                "query",
                                Map.of(
                                        "bool",
                                        Map.of(
                                                "filter",
                                                List.of(
                                                        Map.of("term", Map.of("tenant", tenant)),
                                                        Map.of("term", Map.of("leaf", true)))))))
                .path("hits")
                .path("total")
                .path("value")
                .asInt(0);
    }

    private void enter(String index, Collection<Leaf> leaves) {
        var actions = new BulkActions(elasticsearch);
        var entered = new HashSet<SeenNodes.Node>();
        for (var leaf : leaves) {
            var series = leaf.series();
            var path = series.path();
            for (var dot = path.indexOf('.'); dot > 0; dot = path.indexOf('.', dot + 1)) {
                var branch = new SeriesId(series.tenant(), path.substring(0, dot + 1));
                var node = SeenNodes.node(index, branch, Optional.empty());
                if (!seen.contains(node) && entered.add(node)) {
                    add(actions, index, branch, MetricNode.branch(path.substring(0, dot)));
                }
            }
            add(actions, index, series, new MetricNode(path, true, leaf.measure().orElse(null)));
            entered.add(leaf.node(index));
            if (entered.size() >= ENTERED_MAX) {
                finish(actions, entered);
            }
        }
        finish(actions, entered);
    }

    /// Remembers what is entered only once it is there.
    private void finish(BulkActions actions, Set<SeenNodes.Node> entered) {
        actions.finish();
        entered.forEach(seen::add);
        entered.clear();
    }

    private static void add(BulkActions actions, String index, SeriesId id, MetricNode node) {
        var measure = node.measure();
        actions.add(
                "{\"%s\":{\"_index\":\"%s\",\"_id\":\"%s\"}}"
                        .formatted(measure == null ? "create" : "index", index, leafId(id)),
                "{\"tenant\":\"%s\",\"path\":\"%s\",\"depth\":%d,\"leaf\":%b%s}"
                        .formatted(
                                id.tenant(),
                                node.path(),
                                node.path().chars().filter(c -> c == '.').count() + 1,
                                node.leaf(),
                                measure == null ? "" : ",\"measure\":\"" + measure.text() + "\""));
    }

    private static String leafId(SeriesId series) {
        return SeriesId.documentId(series.digest(), 0);
    }

    /// A series as it is entered.
    ///
    /// @param measure see [Point]
    private record Leaf(SeriesId series, Optional<Measure> measure) {

        SeenNodes.Node node(String index) {
            return SeenNodes.node(index, series, measure);
        }
    }
}
