package dev.konbini.logging.render.function;

import dev.konbini.logging.render.target.Expression.Call;
import dev.konbini.logging.render.target.InvalidTarget;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Every function that a target may call. Nothing else knows which there are: `/functions` answers
/// from this table.
public final class Functions {

    private static final Map<String, Function> BY_NAME = new LinkedHashMap<>();

    private static final String COMBINE = "Combine";
    private static final String TRANSFORM = "Transform";
    private static final String CALCULATE = "Calculate";
    private static final String FILTER = "Filter Series";
    private static final String FILTER_DATA = "Filter Data";
    private static final String SORT = "Sorting";
    private static final String ALIAS = "Alias";
    private static final String SPECIAL = "Special";

    private static final Parameter SERIES = Parameter.series();
    private static final Parameter ALL = Parameter.all("seriesLists", "seriesLists");
    private static final Parameter N = Parameter.of("n", "integer");
    private static final Parameter FLOAT_N = Parameter.of("n", "float");
    private static final Parameter NODES = Parameter.all("nodes", "nodeOrTag");
    private static final Parameter FUNC = Parameter.of("func", "aggFunc").among(Measures.names());
    private static final Parameter REVERSE = Parameter.of("reverse", "boolean").or(false);

    static {
        combining();
        transforming();
        calculating();
        picking();
        naming();
    }

    private Functions() {}

    private static void combining() {
        for (var each :
                List.of("sum", "average", "min", "max", "diff", "multiply", "stddev", "median")) {
            add(
                    COMBINE,
                    each + "Series",
                    "The %s of all series at each time.".formatted(each),
                    a -> Combining.all(a, each),
                    ALL);
        }
        same("sum", "sumSeries");
        same("avg", "averageSeries");
        same("min", "minSeries");
        same("max", "maxSeries");
        add(
                COMBINE,
                "rangeOfSeries",
                "The distance of the highest from the lowest at each time.",
                a -> Combining.all(a, "rangeOf"),
                ALL);
        add(COMBINE, "countSeries", "How many series there are.", Combining::count, ALL.optional());
        add(COMBINE, "group", "All series of all arguments.", Lines::group, ALL);
        add(
                COMBINE,
                "percentileOfSeries",
                "The n-th percentile of all series at each time.",
                Combining::percentile,
                SERIES,
                FLOAT_N,
                Parameter.of("interpolate", "boolean").or(false));
        add(
                COMBINE,
                "sumSeriesWithWildcards",
                "Sums of series that differ only in the nodes at these positions.",
                a -> Combining.withWildcards(a, "sum"),
                SERIES,
                Parameter.all("position", "node"));
        add(
                COMBINE,
                "averageSeriesWithWildcards",
                "Averages of series that differ only in the nodes at these positions.",
                a -> Combining.withWildcards(a, "average"),
                SERIES,
                Parameter.all("position", "node"));
        add(
                COMBINE,
                "groupByNode",
                "One series for each value of a node.",
                Combining::byNode,
                SERIES,
                Parameter.of("nodeNum", "nodeOrTag"),
                Parameter.of("callback", "aggOrSeriesFunc").among(Measures.names()).or("average"));
        add(
                COMBINE,
                "groupByNodes",
                "One series for each combination of values of these nodes.",
                Combining::byNodes,
                SERIES,
                Parameter.of("callback", "aggOrSeriesFunc").among(Measures.names()),
                NODES.optional());
        add(
                COMBINE,
                "divideSeries",
                "Each series divided by one other.",
                Combining::divide,
                Parameter.of("dividendSeriesList", "seriesList"),
                Parameter.of("divisorSeries", "seriesList"));
        add(
                COMBINE,
                "asPercent",
                "What percentage of a total each series is.",
                Sharing::asPercent,
                SERIES,
                Parameter.of("total", "any").optional(),
                NODES.optional());
    }

    private static void transforming() {
        add(
                TRANSFORM,
                "scale",
                "Each value times a factor.",
                Transforming::scale,
                SERIES,
                Parameter.of("factor", "float"));
        add(
                TRANSFORM,
                "scaleToSeconds",
                "Each value as if a step were so many seconds.",
                Transforming::scaleToSeconds,
                SERIES,
                Parameter.of("seconds", "float"));
        add(
                TRANSFORM,
                "offset",
                "Each value plus a number.",
                Transforming::offset,
                SERIES,
                Parameter.of("factor", "float"));
        add(TRANSFORM, "absolute", "Each value without its sign.", Transforming::absolute, SERIES);
        add(
                TRANSFORM,
                "transformNull",
                "A number where there is no value, or only where the reference has one.",
                Transforming::transformNull,
                SERIES,
                Parameter.of("default", "float").or(0),
                Parameter.of("referenceSeries", "seriesList").optional());
        add(
                TRANSFORM,
                "keepLastValue",
                "The last value where there is none, for at most so many in a row.",
                Transforming::keepLast,
                SERIES,
                Parameter.of("limit", "intOrInf").or(Double.POSITIVE_INFINITY));
        add(
                TRANSFORM,
                "derivative",
                "How much each value differs from the one before.",
                Changing::derivative,
                SERIES);
        add(
                TRANSFORM,
                "nonNegativeDerivative",
                "How much a counter grew.",
                Changing::nonNegativeDerivative,
                SERIES,
                Parameter.of("maxValue", "float").optional(),
                Parameter.of("minValue", "float").optional());
        add(
                TRANSFORM,
                "perSecond",
                "How much a counter grew in a second.",
                Changing::perSecond,
                SERIES,
                Parameter.of("maxValue", "float").optional(),
                Parameter.of("minValue", "float").optional());
        add(TRANSFORM, "integral", "The sum of all values until each.", Changing::integral, SERIES);
        add(
                TRANSFORM,
                "summarize",
                "One value for each interval.",
                Resampling::summarize,
                SERIES,
                Parameter.of("intervalString", "interval"),
                FUNC.or("sum"),
                Parameter.of("alignToFrom", "boolean").or(false));
        add(
                TRANSFORM,
                "hitcount",
                "Rates as counts for each interval.",
                Resampling::hitcount,
                SERIES,
                Parameter.of("intervalString", "interval"),
                Parameter.of("alignToInterval", "boolean").or(false));
        add(
                TRANSFORM,
                "timeShift",
                "The series of an earlier time.",
                Shifting::shift,
                SERIES,
                Parameter.of("timeShift", "interval"),
                Parameter.of("resetEnd", "boolean").or(true));
        add(
                TRANSFORM,
                "timeStack",
                "The series of several times, one over the other.",
                Shifting::stack,
                SERIES,
                Parameter.of("timeShiftUnit", "interval").or("1d"),
                Parameter.of("timeShiftStart", "integer").or(0),
                Parameter.of("timeShiftEnd", "integer").or(7));
        add(
                SPECIAL,
                "consolidateBy",
                "How values become one where there is no room for all.",
                a -> Combining.consolidatedBy(a, a.text("consolidationFunc")),
                SERIES,
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
        add(
                SPECIAL,
                "cumulative",
                "Sums where there is no room for all values.",
                a -> Combining.consolidatedBy(a, "sum"),
                SERIES);
    }

    private static void calculating() {
        for (var each : List.of("average", "median", "min", "max")) {
            var name = "moving" + each.substring(0, 1).toUpperCase(Locale.ROOT) + each.substring(1);
            add(
                    CALCULATE,
                    name,
                    "The %s of the values before each.".formatted(each),
                    a -> Moving.moving(a, each),
                    SERIES,
                    Parameter.of("windowSize", "intOrInterval"));
        }
        add(
                CALCULATE,
                "nPercentile",
                "A line at the n-th percentile of each series.",
                Lines::percentile,
                SERIES,
                FLOAT_N);
        add(
                SPECIAL,
                "constantLine",
                "A line at a value.",
                Lines::constant,
                Parameter.of("value", "float"));
        add(
                SPECIAL,
                "threshold",
                "A line at a value, with a label and a colour.",
                Lines::threshold,
                Parameter.of("value", "float"),
                Parameter.of("label", "string").optional(),
                Parameter.of("color", "string").optional());
    }

    private static void picking() {
        add(
                FILTER,
                "highest",
                "The n series with the highest values.",
                Picking::highest,
                SERIES,
                N.or(1),
                FUNC.or("average"));
        add(
                FILTER,
                "lowest",
                "The n series with the lowest values.",
                Picking::lowest,
                SERIES,
                N.or(1),
                FUNC.or("average"));
        add(
                FILTER,
                "highestMax",
                "The n series with the highest maximum.",
                a -> Picking.highest(a, Measures::max),
                SERIES,
                N);
        add(
                FILTER,
                "highestAverage",
                "The n series with the highest average.",
                a -> Picking.highest(a, Measures::average),
                SERIES,
                N);
        add(
                FILTER,
                "highestCurrent",
                "The n series with the highest last value.",
                a -> Picking.highest(a, Measures::last),
                SERIES,
                N);
        add(
                FILTER,
                "lowestAverage",
                "The n series with the lowest average.",
                a -> Picking.lowest(a, Measures::average),
                SERIES,
                N);
        add(
                FILTER,
                "lowestCurrent",
                "The n series with the lowest last value.",
                a -> Picking.lowest(a, Measures::last),
                SERIES,
                N);
        add(
                FILTER,
                "averageAbove",
                "Series whose average is above n.",
                a -> Picking.above(a, Measures::average),
                SERIES,
                FLOAT_N);
        add(
                FILTER,
                "averageBelow",
                "Series whose average is at most n.",
                a -> Picking.below(a, Measures::average),
                SERIES,
                FLOAT_N);
        add(
                FILTER,
                "currentAbove",
                "Series whose last value is above n.",
                a -> Picking.above(a, Measures::last),
                SERIES,
                FLOAT_N);
        add(
                FILTER,
                "currentBelow",
                "Series whose last value is at most n.",
                a -> Picking.below(a, Measures::last),
                SERIES,
                FLOAT_N);
        add(
                FILTER,
                "maximumAbove",
                "Series whose maximum is above n.",
                a -> Picking.above(a, Measures::max),
                SERIES,
                FLOAT_N);
        add(
                FILTER,
                "maximumBelow",
                "Series whose maximum is at most n.",
                a -> Picking.below(a, Measures::max),
                SERIES,
                FLOAT_N);
        add(
                FILTER,
                "minimumAbove",
                "Series whose minimum is above n.",
                a -> Picking.above(a, Measures::min),
                SERIES,
                FLOAT_N);
        add(
                FILTER,
                "minimumBelow",
                "Series whose minimum is at most n.",
                a -> Picking.below(a, Measures::min),
                SERIES,
                FLOAT_N);
        add(
                FILTER,
                "grep",
                "Series whose name matches.",
                a -> Picking.grep(a, true),
                SERIES,
                Parameter.of("pattern", "string"));
        add(
                FILTER,
                "exclude",
                "Series whose name does not match.",
                a -> Picking.grep(a, false),
                SERIES,
                Parameter.of("pattern", "string"));
        add(FILTER, "limit", "The first n series.", Picking::limit, SERIES, N);
        add(
                FILTER_DATA,
                "removeAboveValue",
                "No values above n.",
                Transforming::removeAbove,
                SERIES,
                FLOAT_N);
        add(
                FILTER_DATA,
                "removeBelowValue",
                "No values below n.",
                Transforming::removeBelow,
                SERIES,
                FLOAT_N);
        add(
                SORT,
                "sortByName",
                "By name.",
                Picking::sortByName,
                SERIES,
                Parameter.of("natural", "boolean").or(false),
                REVERSE);
        add(
                SORT,
                "sortByTotal",
                "The highest sum first.",
                a -> Picking.sortDown(a, Measures::sum),
                SERIES);
        add(
                SORT,
                "sortByMaxima",
                "The highest maximum first.",
                a -> Picking.sortDown(a, Measures::max),
                SERIES);
        add(SORT, "sortByMinima", "The lowest minimum first.", Picking::sortByMinima, SERIES);
        add(SORT, "sortBy", "By a measure.", Picking::sortBy, SERIES, FUNC.or("average"), REVERSE);
    }

    private static void naming() {
        add(
                ALIAS,
                "alias",
                "Another name.",
                Naming::alias,
                SERIES,
                Parameter.of("newName", "string"));
        add(ALIAS, "aliasByNode", "Some nodes of the path as name.", Naming::byNode, SERIES, NODES);
        add(ALIAS, "aliasByMetric", "The last node of the path as name.", Naming::byMetric, SERIES);
        add(
                ALIAS,
                "aliasSub",
                "What matches in the name replaced.",
                Naming::substitute,
                SERIES,
                Parameter.of("search", "string"),
                Parameter.of("replace", "string"));
    }

    private static void add(
            String group,
            String name,
            String description,
            Function.Body body,
            Parameter... parameters) {
        BY_NAME.put(name, new Function(name, group, description, List.of(parameters), body));
    }

    private static void same(String name, String as) {
        var function = BY_NAME.get(as);
        if (function == null) {
            throw new IllegalStateException("No function is called " + as);
        }
        BY_NAME.put(
                name,
                new Function(
                        name,
                        function.group(),
                        function.description(),
                        function.parameters(),
                        function.body()));
    }

    /// The function that is called.
    ///
    /// @throws InvalidTarget where there is none of that name; it says which come close
    public static Function named(Call call) {
        var function = BY_NAME.get(call.function());
        if (function == null) {
            throw new InvalidTarget(
                    call.position(),
                    "No function is called %s. Close are %s."
                            .formatted(call.function(), String.join(", ", close(call.function()))));
        }
        return function;
    }

    /// All of them.
    public static Collection<Function> all() {
        return List.copyOf(BY_NAME.values());
    }

    /// The three names that differ least from `name`.
    static List<String> close(String name) {
        return BY_NAME.keySet().stream()
                .sorted(Comparator.comparingInt(each -> distance(each, name)))
                .limit(3)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /// How many letters must be put in, left out or changed (Levenshtein), whatever their case.
    private static int distance(String one, String other) {
        var a = one.toLowerCase(Locale.ROOT);
        var b = other.toLowerCase(Locale.ROOT);
        var before = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            before[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var row = new int[b.length() + 1];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], before[j]) + 1, before[j - 1] + same);
            }
            before = row;
        }
        return before[b.length()];
    }
}
