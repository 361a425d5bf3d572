package dev.konbini.logging.render.function;

import java.util.List;

/// Functions that put series in order.
final class SortFunctions {

    private static final Parameter REVERSE = Parameter.of("reverse", "boolean").or(false);

    private SortFunctions() {}

    static List<Function> all() {
        var family = new Family("Sorting");
        family.add(
                "sortByName",
                "By name.",
                Picking::sortByName,
                Parameter.SERIES,
                Parameter.of("natural", "boolean").or(false),
                REVERSE);
        family.add(
                "sortByTotal",
                "The highest sum first.",
                a -> Picking.sortDown(a, Measures::sum),
                Parameter.SERIES);
        family.add(
                "sortByMaxima",
                "The highest maximum first.",
                a -> Picking.sortDown(a, Measures::max),
                Parameter.SERIES);
        family.add(
                "sortByMinima",
                "The lowest minimum first.",
                Picking::sortByMinima,
                Parameter.SERIES);
        family.add(
                "sortBy",
                "By a measure.",
                Picking::sortBy,
                Parameter.SERIES,
                Parameter.FUNC.or("average"),
                REVERSE);

        return family.functions();
    }
}
