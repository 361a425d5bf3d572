package dev.konbini.logging.metric;

import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.ElasticsearchRefusal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;

/// Finds the nodes of the tree of paths that a pattern means.
@Service
public final class FindNodes {

    /// How many nodes are found at most.
    public static final int NODES_MAX = 50_000;

    private static final int PAGE = 10_000;

    private final Elasticsearch elasticsearch;
    private final MetricIndices indices;

    FindNodes(Elasticsearch elasticsearch, MetricIndices indices) {
        this.elasticsearch = elasticsearch;
        this.indices = indices;
    }

    /// The nodes that match and had a point in the months from `from` to `until`, by path; of those
    /// with one path the branch first.
    ///
    /// Precedence: [Outcome.TooComplex], [Outcome.TooMany], [Outcome.Found].
    ///
    /// @param from in seconds since 1970
    public Outcome find(String tenant, PathPattern pattern, long from, long until) {
        var filters = new ArrayList<Map<String, ?>>();
        filters.add(term("tenant", tenant));
        filters.add(term("depth", pattern.depth()));
        filters.add(
                pattern.isOnePath()
                        ? term("path", pattern.text())
                        : Map.of(
                                "regexp",
                                Map.of("path", Map.of("value", pattern.regex(), "flags", "NONE"))));
        try {
            return read(filters, from, until);
        } catch (ElasticsearchRefusal e) {
            if (pattern.isOnePath()) {
                throw e;
            }
            return new Outcome.TooComplex();
        }
    }

    /// Every series of `tenant`.
    public Outcome all(String tenant, long from, long until) {
        return read(List.of(term("tenant", tenant), term("leaf", true)), from, until);
    }

    private Outcome read(List<Map<String, ?>> filters, long from, long until) {
        var leaves = new TreeMap<String, Optional<Measure>>();
        var branches = new TreeSet<String>();
        elasticsearch.scan(
                indices.ofSeries(from, until),
                PAGE,
                Map.of("bool", Map.of("filter", filters)),
                List.of("path", "leaf", "measure"),
                fields -> {
                    var path = fields.path("path").path(0).asString();
                    if (!fields.path("leaf").path(0).asBoolean()) {
                        if (branches.size() <= NODES_MAX) {
                            branches.add(path);
                        }
                    } else if (leaves.size() <= NODES_MAX) {
                        leaves.merge(
                                path,
                                Measure.named(fields.path("measure").path(0).asString("")),
                                FindNodes::careful);
                    }
                });
        if (leaves.size() + branches.size() > NODES_MAX) {
            return new Outcome.TooMany();
        }
        var nodes = new ArrayList<MetricNode>();
        branches.forEach(path -> nodes.add(MetricNode.branch(path)));
        leaves.forEach(
                (path, measure) -> nodes.add(new MetricNode(path, true, measure.orElse(null))));
        nodes.sort(Comparator.comparing(MetricNode::path));
        return new Outcome.Found(nodes);
    }

    /// Of what a series was said to be in one month and in another, what does not add up: a sum of
    /// readings is wrong by more than the last of some increments.
    private static Optional<Measure> careful(Optional<Measure> one, Optional<Measure> other) {
        return Stream.of(one, other).flatMap(Optional::stream).max(Comparator.naturalOrder());
    }

    private static Map<String, ?> term(String field, Object value) {
        return Map.of("term", Map.of(field, value));
    }

    /// What was found.
    public sealed interface Outcome {

        /// All that match, perhaps none.
        record Found(List<MetricNode> nodes) implements Outcome {}

        /// More than [#NODES_MAX] match.
        record TooMany() implements Outcome {}

        /// Elasticsearch does not match such a pattern.
        record TooComplex() implements Outcome {}
    }
}
