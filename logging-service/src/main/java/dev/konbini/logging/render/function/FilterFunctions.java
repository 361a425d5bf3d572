package dev.konbini.logging.render.function;

import java.util.List;
import java.util.stream.Stream;

/// Functions that choose among series, and among their values.
final class FilterFunctions {

    private FilterFunctions() {}

    static List<Function> all() {
        var family = new Family("Filter Series");
        family.add(
                "highest",
                "The n series with the highest values.",
                Picking::highest,
                Parameter.SERIES,
                Parameter.N.or(1),
                Parameter.FUNC.or("average"));
        family.add(
                "lowest",
                "The n series with the lowest values.",
                Picking::lowest,
                Parameter.SERIES,
                Parameter.N.or(1),
                Parameter.FUNC.or("average"));
        family.add(
                "highestMax",
                "The n series with the highest maximum.",
                a -> Picking.highest(a, Measures::max),
                Parameter.SERIES,
                Parameter.N);
        family.add(
                "highestAverage",
                "The n series with the highest average.",
                a -> Picking.highest(a, Measures::average),
                Parameter.SERIES,
                Parameter.N);
        family.add(
                "highestCurrent",
                "The n series with the highest last value.",
                a -> Picking.highest(a, Measures::last),
                Parameter.SERIES,
                Parameter.N);
        family.add(
                "lowestAverage",
                "The n series with the lowest average.",
                a -> Picking.lowest(a, Measures::average),
                Parameter.SERIES,
                Parameter.N);
        family.add(
                "lowestCurrent",
                "The n series with the lowest last value.",
                a -> Picking.lowest(a, Measures::last),
                Parameter.SERIES,
                Parameter.N);
        family.add(
                "averageAbove",
                "Series whose average is above n.",
                a -> Picking.above(a, Measures::average),
                Parameter.SERIES,
                Parameter.FLOAT_N);
        family.add(
                "averageBelow",
                "Series whose average is at most n.",
                a -> Picking.below(a, Measures::average),
                Parameter.SERIES,
                Parameter.FLOAT_N);
        family.add(
                "currentAbove",
                "Series whose last value is above n.",
                a -> Picking.above(a, Measures::last),
                Parameter.SERIES,
                Parameter.FLOAT_N);
        family.add(
                "currentBelow",
                "Series whose last value is at most n.",
                a -> Picking.below(a, Measures::last),
                Parameter.SERIES,
                Parameter.FLOAT_N);
        family.add(
                "maximumAbove",
                "Series whose maximum is above n.",
                a -> Picking.above(a, Measures::max),
                Parameter.SERIES,
                Parameter.FLOAT_N);
        family.add(
                "maximumBelow",
                "Series whose maximum is at most n.",
                a -> Picking.below(a, Measures::max),
                Parameter.SERIES,
                Parameter.FLOAT_N);
        family.add(
                "minimumAbove",
                "Series whose minimum is above n.",
                a -> Picking.above(a, Measures::min),
                Parameter.SERIES,
                Parameter.FLOAT_N);
        family.add(
                "minimumBelow",
                "Series whose minimum is at most n.",
                a -> Picking.below(a, Measures::min),
                Parameter.SERIES,
                Parameter.FLOAT_N);
        family.add(
                "grep",
                "Series whose name matches.",
                a -> Picking.grep(a, true),
                Parameter.SERIES,
                Parameter.of("pattern", "string"));
        family.add(
                "exclude",
                "Series whose name does not match.",
                a -> Picking.grep(a, false),
                Parameter.SERIES,
                Parameter.of("pattern", "string"));
        family.add("limit", "The first n series.", Picking::limit, Parameter.SERIES, Parameter.N);
        family.add(
                "filterSeries",
                "Series whose measure compares so with a threshold.",
                Picking::filter,
                Parameter.SERIES,
                Parameter.FUNC,
                Parameter.of("operator", "string").among(Picking.OPERATORS),
                Parameter.of("threshold", "float"));
        family.add(
                "mostDeviant",
                "The n series that vary most.",
                Picking::mostDeviant,
                Parameter.SERIES,
                Parameter.N);
        family.add(
                "removeEmptySeries",
                "Series that have enough values, or any.",
                Picking::removeEmpty,
                Parameter.SERIES,
                Parameter.X_FILES_FACTOR);
        var data = new Family("Filter Data");
        data.add(
                "removeAboveValue",
                "No values above n.",
                Transforming::removeAbove,
                Parameter.SERIES,
                Parameter.FLOAT_N);
        data.add(
                "removeBelowValue",
                "No values below n.",
                Transforming::removeBelow,
                Parameter.SERIES,
                Parameter.FLOAT_N);
        return Stream.concat(family.functions().stream(), data.functions().stream()).toList();
    }
}
