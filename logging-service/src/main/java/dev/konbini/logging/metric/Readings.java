package dev.konbini.logging.metric;

/// The values of a series over a time, at equal distances.
///
/// @param start of the first value, in seconds since 1970
/// @param step between two values, in seconds
/// @param values NaN where there is none
@SuppressWarnings("ArrayRecordComponent") // Nobody compares it, and a list would box each value.
public record Readings(String path, long start, int step, double[] values) {

    /// Just after the last value.
    public long end() {
        return start + (long) step * values.length;
    }
}
