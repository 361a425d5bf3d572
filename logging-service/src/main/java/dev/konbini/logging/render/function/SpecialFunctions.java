package dev.konbini.logging.render.function;

import java.util.List;
import java.util.stream.Stream;

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
        family.add(
                "changed",
                "1 where a value differs from the one before, else 0.",
                Changing::changed,
                Parameter.SERIES);
        family.add(
                "fallbackSeries",
                "Other series where there are none.",
                Picking::fallback,
                Parameter.SERIES,
                Parameter.of("fallback", "seriesList"));
        family.add(
                "substr",
                "Some nodes of the innermost path as name.",
                Naming::substring,
                Parameter.SERIES,
                Parameter.of("start", "node").or(0),
                Parameter.of("stop", "node").or(0));
        family.add(
                "cactiStyle",
                "The last, highest and lowest value behind the name, in columns.",
                Legends::cacti,
                Parameter.SERIES,
                Parameter.of("system", "string").among(Units.SYSTEMS).optional(),
                Parameter.of("units", "string").optional());
        var graph = new Family("Graph");
        graph.add(
                "color",
                "The colour that each series is drawn in.",
                Lines::coloured,
                Parameter.SERIES,
                Parameter.of("theColor", "string"));
        return Stream.concat(family.functions().stream(), graph.functions().stream()).toList();
    }
}
