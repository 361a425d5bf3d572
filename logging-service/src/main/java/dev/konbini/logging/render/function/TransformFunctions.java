package dev.konbini.logging.render.function;

import java.util.List;

/// Functions that change the values of each series.
final class TransformFunctions {

    private TransformFunctions() {}

    static List<Function> all() {
        var family = new Family("Transform");
        family.add(
                "scale",
                "Each value times a factor.",
                Transforming::scale,
                Parameter.SERIES,
                Parameter.of("factor", "float"));
        family.add(
                "scaleToSeconds",
                "Each value as if a step were so many seconds.",
                Transforming::scaleToSeconds,
                Parameter.SERIES,
                Parameter.of("seconds", "float"));
        family.add(
                "offset",
                "Each value plus a number.",
                Transforming::offset,
                Parameter.SERIES,
                Parameter.of("factor", "float"));
        family.add(
                "absolute",
                "Each value without its sign.",
                Transforming::absolute,
                Parameter.SERIES);
        family.add(
                "transformNull",
                "A number where there is no value, or only where the reference has one.",
                Transforming::transformNull,
                Parameter.SERIES,
                Parameter.of("default", "float").or(0),
                Parameter.of("referenceSeries", "seriesList").optional());
        family.add(
                "keepLastValue",
                "The last value where there is none, for at most so many in a row.",
                Transforming::keepLast,
                Parameter.SERIES,
                Parameter.of("limit", "intOrInf").or(Double.POSITIVE_INFINITY));
        family.add(
                "derivative",
                "How much each value differs from the one before.",
                Changing::derivative,
                Parameter.SERIES);
        family.add(
                "nonNegativeDerivative",
                "How much a counter grew.",
                Changing::nonNegativeDerivative,
                Parameter.SERIES,
                Parameter.of("maxValue", "float").optional(),
                Parameter.of("minValue", "float").optional());
        family.add(
                "perSecond",
                "How much a counter grew in a second.",
                Changing::perSecond,
                Parameter.SERIES,
                Parameter.of("maxValue", "float").optional(),
                Parameter.of("minValue", "float").optional());
        family.add(
                "integral",
                "The sum of all values until each.",
                Changing::integral,
                Parameter.SERIES);
        family.add(
                "summarize",
                "One value for each interval.",
                Resampling::summarize,
                Parameter.SERIES,
                Parameter.of("intervalString", "interval"),
                Parameter.FUNC.or("sum"),
                Parameter.of("alignToFrom", "boolean").or(false));
        family.add(
                "hitcount",
                "Rates as counts for each interval.",
                Resampling::hitcount,
                Parameter.SERIES,
                Parameter.of("intervalString", "interval"),
                Parameter.of("alignToInterval", "boolean").or(false));
        family.add(
                "timeShift",
                "The series of an earlier time.",
                Shifting::shift,
                Parameter.SERIES,
                Parameter.of("timeShift", "interval"),
                Parameter.of("resetEnd", "boolean").or(true));
        family.add(
                "timeStack",
                "The series of several times, one over the other.",
                Shifting::stack,
                Parameter.SERIES,
                Parameter.of("timeShiftUnit", "interval").or("1d"),
                Parameter.of("timeShiftStart", "integer").or(0),
                Parameter.of("timeShiftEnd", "integer").or(7));
        family.add(
                "interpolate",
                "Values on a line between those around, where there is none for at most so many in a row.",
                Transforming::interpolate,
                Parameter.SERIES,
                Parameter.of("limit", "intOrInf").or(Double.POSITIVE_INFINITY));
        family.add(
                "delay",
                "Each value so many steps later.",
                Shifting::delay,
                Parameter.SERIES,
                Parameter.of("steps", "integer"));
        family.add(
                "log",
                "The logarithm of each value above 0.",
                Transforming::logarithm,
                Parameter.SERIES,
                Parameter.of("base", "integer").or(10));
        family.same("logarithm", "log");
        family.add(
                "pow",
                "Each value to the power of a number.",
                Transforming::pow,
                Parameter.SERIES,
                Parameter.of("factor", "float"));
        family.add("invert", "1 by each value.", Transforming::invert, Parameter.SERIES);
        family.add(
                "squareRoot",
                "The square root of each value.",
                Transforming::squareRoot,
                Parameter.SERIES);
        return family.functions();
    }
}
