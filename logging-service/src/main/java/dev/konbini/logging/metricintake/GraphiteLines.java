package dev.konbini.logging.metricintake;

import dev.konbini.logging.metric.MetricProperties;
import dev.konbini.logging.metric.Point;
import dev.konbini.logging.metric.TakePoints;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/// Takes Graphite lines. While Kafka takes nothing, the lines wait with their sender.
@Component
final class GraphiteLines implements LineTaker {

    private static final String SOURCE = "graphite";

    private final TakePoints takePoints;
    private final MetricProperties properties;
    private final IntakeCounters counters;
    private final Clock clock;

    GraphiteLines(
            TakePoints takePoints,
            MetricProperties properties,
            IntakeCounters counters,
            Clock clock) {
        this.takePoints = takePoints;
        this.properties = properties;
        this.counters = counters;
        this.clock = clock;
    }

    @Override
    public void take(List<String> lines) throws InterruptedException {
        var now = clock.instant().getEpochSecond();
        var points = new ArrayList<Point>(lines.size());
        for (var line : lines) {
            GraphiteLine.parse(line, now)
                    .ifPresentOrElse(points::add, () -> counters.unreadable(SOURCE, 1));
        }
        var command = new TakePoints.Command(properties.tenant(), SOURCE, points);
        while (takePoints.take(command) instanceof TakePoints.Outcome.Unavailable(var wait)) {
            Thread.sleep(wait);
        }
    }
}
