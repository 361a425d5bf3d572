package dev.konbini.logging.staging;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How far the feed and staging's intake were at a moment; null for what Kafka did not say.
///
/// @param fedTo by partition of production's topic: the first offset that was not looked at yet
/// @param feedLag lines of production that the feed has still to look at
/// @param intakeLag lines in staging's topic that staging has still to keep
public record Progress(
        @Nullable Map<Integer, Long> fedTo, @Nullable Long feedLag, @Nullable Long intakeLag) {

    /// Whether the feed has yet to come to the line at `place`; false where that is not known.
    boolean isStillToBeFed(Place place) {
        return fedTo != null && place.offset() >= fedTo.getOrDefault(place.partition(), 0L);
    }

    /// Whether staging had indexed all that had been fed.
    boolean isIndexed() {
        return intakeLag != null && intakeLag == 0;
    }
}
