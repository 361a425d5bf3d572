package dev.konbini.logging.metric;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/// Takes points from whoever measured them into Kafka.
@Service
public final class TakePoints {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    /// How far ahead of ours a sender's clock may be.
    private static final Duration AHEAD_MAX = Duration.ofHours(1);

    private final PointTopic topic;
    private final MetricProperties properties;
    private final MeterRegistry metrics;
    private final Clock clock;

    TakePoints(PointTopic topic, MetricProperties properties, MeterRegistry metrics, Clock clock) {
        this.topic = topic;
        this.properties = properties;
        this.metrics = metrics;
        this.clock = clock;
    }

    /// Puts the points into Kafka, but those that cannot be kept: without a finite value, with a
    /// path that is none, older than raw points are kept, or more than an hour ahead.
    ///
    /// Precedence: [Outcome.Unavailable], [Outcome.Taken]. To repeat a command does no harm: of
    /// points of one series and ten seconds the last that came is kept.
    public Outcome take(Command command) {
        var fit = new ArrayList<Point>(command.points().size());
        var now = clock.instant().getEpochSecond();
        for (var point : command.points()) {
            fitted(point, now).ifPresent(fit::add);
        }
        if (!fit.isEmpty() && !topic.send(command.tenant(), fit)) {
            return new Outcome.Unavailable(RETRY_AFTER);
        }
        var refused = command.points().size() - fit.size();
        counter(command.source(), "taken").increment(fit.size());
        counter(command.source(), "refused").increment(refused);
        return new Outcome.Taken(fit.size(), refused);
    }

    private Optional<Point> fitted(Point point, long now) {
        if (!Double.isFinite(point.value())
                || point.time() > now + AHEAD_MAX.toSeconds()
                || point.time() < now - properties.rawKeep().toSeconds()) {
            return Optional.empty();
        }
        return MetricPath.clean(point.path())
                .map(path -> new Point(path, point.value(), point.time(), point.measure()));
    }

    private Counter counter(String source, String outcome) {
        return Counter.builder("konbini.metrics.points.received")
                .description("Points that senders brought, by what became of them")
                .tag("source", source)
                .tag("outcome", outcome)
                .register(metrics);
    }

    /// Points of one sender.
    ///
    /// @param tenant whose they are, already known to be so
    /// @param source which way they came: `graphite`, `statsd` or `otlp`
    public record Command(String tenant, String source, List<Point> points) {}

    /// What became of them.
    public sealed interface Outcome {

        /// They are in Kafka.
        ///
        /// @param refused how many are not, because they cannot be kept
        record Taken(int taken, int refused) implements Outcome {}

        /// Kafka did not take all of them in time.
        record Unavailable(Duration retryAfter) implements Outcome {}
    }
}
