package dev.konbini.logging.metric;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.List;

/// Points of one tenant on their way through Kafka (`contracts/topics/metrics`).
///
/// @param receivedMicros when they came in, in microseconds since 1970; of two points of one series
///   and slot the one with the higher number is kept
/// @param points in the order in which they came
@JsonIgnoreProperties(ignoreUnknown = true)
record PointsMessage(long receivedMicros, List<PointMessage> points) {

    static PointsMessage of(long receivedMicros, List<Point> points) {
        return new PointsMessage(
                receivedMicros,
                points.stream()
                        .map(point -> new PointMessage(point.path(), point.time(), point.value()))
                        .toList());
    }

    /// @param time in seconds since 1970
    @JsonIgnoreProperties(ignoreUnknown = true)
    record PointMessage(String path, long time, double value) {}
}
