package dev.konbini.logging.tail;

import dev.konbini.logging.tail.Delivery.Skipped;
import java.util.ArrayList;
import java.util.List;

/// Where a tailer that was elsewhere goes on, and what it has missed.
///
/// @param gaps what lies between where it was and where it goes on
record Start(Position from, List<Skipped> gaps) {

    /// As near to `resume` as what Kafka holds and `back` allow.
    ///
    /// @param back how many lines may be read again
    static Start of(Position resume, Extent extent, long back) {
        var from = new long[extent.end().partitions()];
        var expired = 0L;
        for (var partition = 0; partition < from.length; partition++) {
            var at = resume.at(partition);
            var begin = extent.begin().at(partition);
            var end = extent.end().at(partition);
            // Beyond the end of what is there: the topic was made anew, and all of it is unknown.
            expired += at > end ? end - begin : Math.max(0, begin - at);
            from[partition] = at > end ? end : Math.max(at, begin);
        }
        var passed = forward(from, extent.end(), back);
        var position = Position.of(from);
        var gaps = new ArrayList<Skipped>();
        if (expired > 0) {
            gaps.add(new Skipped(expired, Passed.EXPIRED, position));
        }
        if (passed > 0) {
            gaps.add(new Skipped(passed, Passed.TOO_FAR_BACK, position));
        }
        return new Start(position, List.copyOf(gaps));
    }

    /// Moves each partition of `from` forward, so that `back` lines are left before `end`, each
    /// partition keeping its share.
    ///
    /// @return how many lines are passed over
    private static long forward(long[] from, Position end, long back) {
        var behind = 0L;
        for (var partition = 0; partition < from.length; partition++) {
            behind += end.at(partition) - from[partition];
        }
        if (behind <= back) {
            return 0;
        }
        var passed = 0L;
        for (var partition = 0; partition < from.length; partition++) {
            var share = (double) (end.at(partition) - from[partition]) / behind;
            var start = end.at(partition) - (long) (back * share);
            passed += start - from[partition];
            from[partition] = start;
        }
        return passed;
    }
}
