package dev.konbini.logging.render.function;

import java.util.List;
import java.util.stream.Stream;

/// Functions that change what series are shown as.
final class AliasFunctions {

    private AliasFunctions() {}

    static List<Function> all() {
        var family = new Family("Alias");
        family.add(
                "alias",
                "Another name.",
                Naming::alias,
                Parameter.SERIES,
                Parameter.of("newName", "string"));
        family.add(
                "aliasByNode",
                "Some nodes of the path as name.",
                Naming::byNode,
                Parameter.SERIES,
                Parameter.NODES);
        family.add(
                "aliasByMetric",
                "The last node of the path as name.",
                Naming::byMetric,
                Parameter.SERIES);
        family.add(
                "aliasSub",
                "What matches in the name replaced.",
                Naming::substitute,
                Parameter.SERIES,
                Parameter.of("search", "string"),
                Parameter.of("replace", "string"));
        family.add(
                "legendValue",
                "Measures behind the name.",
                Legends::values,
                Parameter.SERIES,
                Parameter.all("valuesTypes", "string")
                        .among(
                                Stream.concat(Measures.names().stream(), Units.SYSTEMS.stream())
                                        .toList()));
        return family.functions();
    }
}
