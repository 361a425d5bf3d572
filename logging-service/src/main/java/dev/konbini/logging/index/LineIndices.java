package dev.konbini.logging.index;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/// The indices of lines that are there (`docs/decisions/log-index-rebuild.md`).
///
/// Every call throws what [Elasticsearch]'s do.
@Component
public final class LineIndices {

    private final IndexManagement management;
    private final Indices indices;

    LineIndices(IndexManagement management, Indices indices) {
        this.management = management;
        this.indices = indices;
    }

    /// Those in which lines are found, by name.
    public List<LineIndex> all() {
        return read(indices.ofAllLines(), Described::isLive);
    }

    /// The one called `name`, which is a name of [#all]'s; empty where it is gone.
    public Optional<LineIndex> find(String name) {
        return read(name, Described::isLive).stream().findFirst();
    }

    /// Those in which no line is found: to be put in another's place, or left by who was to do it.
    public List<LineIndex> beside() {
        return read(indices.ofAllLines(), one -> !one.isLive());
    }

    private List<LineIndex> read(String pattern, Predicate<Described> wanted) {
        return management.described(pattern).entrySet().stream()
                .flatMap(this::described)
                .filter(wanted)
                .map(Described::index)
                .toList();
    }

    private Stream<Described> described(Map.Entry<String, JsonNode> one) {
        return indices
                .lineIndex(one.getKey(), one.getValue())
                .map(index -> new Described(index, one.getValue()))
                .stream();
    }

    private record Described(LineIndex index, JsonNode description) {

        boolean isLive() {
            return index.storedAs().equals(index.name())
                    || description.path("aliases").has(index.name());
        }
    }
}
