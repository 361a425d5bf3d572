package dev.konbini.logging.render.function;

import java.util.List;

/// Functions that fit into no other family.
final class SpecialFunctions {

    private SpecialFunctions() {}

    static List<Function> all() {
        var family = new Family("Special");
        family.add(
                "consolidateBy",
                "How values become one where there is no room for all.",
                a -> Combining.consolidatedBy(a, a.text("consolidationFunc")),
                Parameter.SERIES,
                Parameter.of("consolidationFunc", "string")
                        .among(
                                List.of(
                                        "average",
                                        "avg_zero",
                                        "sum",
                                        "min",
                                        "max",
                                        "first",
                                        "last")));
        family.add(
                "cumulative",
                "Sums where there is no room for all values.",
                a -> Combining.consolidatedBy(a, "sum"),
                Parameter.SERIES);
        family.add(
                "constantLine",
                "A line at a value.",
                Lines::constant,
                Parameter.of("value", "float"));
        family.add(
                "threshold",
                "A line at a value, with a label and a colour.",
                Lines::threshold,
                Parameter.of("value", "float"),
                Parameter.of("label", "string").optional(),
                Parameter.of("color", "string").optional());
        return family.functions();
    }
}
