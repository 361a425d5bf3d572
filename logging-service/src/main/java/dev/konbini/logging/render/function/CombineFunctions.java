package dev.konbini.logging.render.function;

import java.util.List;

/// Functions that make one series of several.
final class CombineFunctions {

    private static final Parameter ALL = Parameter.all("seriesLists", "seriesLists");

    private CombineFunctions() {}

    static List<Function> all() {
        var family = new Family("Combine");
        for (var each :
                List.of("sum", "average", "min", "max", "diff", "multiply", "stddev", "median")) {
            family.add(
                    each + "Series",
                    "The %s of all series at each time.".formatted(each),
                    a -> Combining.all(a, each),
                    ALL);
        }
        family.same("sum", "sumSeries");
        family.same("avg", "averageSeries");
        family.same("min", "minSeries");
        family.same("max", "maxSeries");
        family.add(
                "rangeOfSeries",
                "The distance of the highest from the lowest at each time.",
                a -> Combining.all(a, "rangeOf"),
                ALL);
        family.add("countSeries", "How many series there are.", Combining::count, ALL.optional());
        family.add("group", "All series of all arguments.", Lines::group, ALL);
        family.add(
                "percentileOfSeries",
                "The n-th percentile of all series at each time.",
                Combining::percentile,
                Parameter.SERIES,
                Parameter.FLOAT_N,
                Parameter.of("interpolate", "boolean").or(false));
        family.add(
                "sumSeriesWithWildcards",
                "Sums of series that differ only in the nodes at these positions.",
                a -> Combining.withWildcards(a, "sum"),
                Parameter.SERIES,
                Parameter.all("position", "node"));
        family.add(
                "averageSeriesWithWildcards",
                "Averages of series that differ only in the nodes at these positions.",
                a -> Combining.withWildcards(a, "average"),
                Parameter.SERIES,
                Parameter.all("position", "node"));
        family.add(
                "groupByNode",
                "One series for each value of a node.",
                Combining::byNode,
                Parameter.SERIES,
                Parameter.of("nodeNum", "nodeOrTag"),
                Parameter.of("callback", "aggOrSeriesFunc").among(Measures.names()).or("average"));
        family.add(
                "groupByNodes",
                "One series for each combination of values of these nodes.",
                Combining::byNodes,
                Parameter.SERIES,
                Parameter.of("callback", "aggOrSeriesFunc").among(Measures.names()),
                Parameter.NODES.optional());
        family.add(
                "divideSeries",
                "Each series divided by one other.",
                Combining::divide,
                Parameter.of("dividendSeriesList", "seriesList"),
                Parameter.of("divisorSeries", "seriesList"));
        family.add(
                "asPercent",
                "What percentage of a total each series is.",
                Sharing::asPercent,
                Parameter.SERIES,
                Parameter.of("total", "any").optional(),
                Parameter.NODES.optional());
        family.add(
                "aggregate",
                "One series by a measure, where enough series have a value.",
                Combining::aggregate,
                Parameter.SERIES,
                Parameter.FUNC,
                Parameter.X_FILES_FACTOR);
        return family.functions();
    }
}
