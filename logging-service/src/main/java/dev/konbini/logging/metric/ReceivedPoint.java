package dev.konbini.logging.metric;

import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// A point as it is to be kept.
///
/// @param slot its time, rounded down to ten seconds
/// @param version when it came in; of points of one series and slot the highest is kept
/// @param measure see [Point]
record ReceivedPoint(
        SeriesId series, long slot, double value, long version, @Nullable Measure measure) {

    /// Where it is kept, as one text: equal for those of which only the last counts.
    String place() {
        return series.key() + "@" + HexFormat.of().toHexDigits(slot);
    }
}
