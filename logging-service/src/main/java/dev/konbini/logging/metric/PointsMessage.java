package dev.konbini.logging.metric;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Points of one tenant on their way through Kafka (`contracts/topics/metrics`).
///
/// @param receivedMicros when they came in, in microseconds since 1970; of two points of one series
///   and slot the one with the higher number is kept
/// @param points in the order in which they came
@JsonIgnoreProperties(ignoreUnknown = true)
record PointsMessage(long receivedMicros, List<PointMessage> points) {

    static PointsMessage of(long receivedMicros, List<Point> points) {
        return new PointsMessage(receivedMicros, points.stream().map(PointMessage::of).toList());
    }

    /// @param time in seconds since 1970
    /// @param measure see [Measure]; null where the path decides, as in all that 0.2.0 wrote
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record PointMessage(String path, long time, double value, @Nullable String measure) {

        static PointMessage of(Point point) {
            return new PointMessage(
                    point.path(),
                    point.time(),
                    point.value(),
                    point.measure() == null ? null : point.measure().text());
        }
    }
}
