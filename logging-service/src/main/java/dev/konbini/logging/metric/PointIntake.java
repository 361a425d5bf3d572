package dev.konbini.logging.metric;

import dev.konbini.logging.deadletter.DeadLetter;
import dev.konbini.logging.deadletter.DeadLetters;
import dev.konbini.logging.index.ElasticsearchRefusal;
import dev.konbini.logging.index.ElasticsearchUnavailable;
import dev.konbini.logging.index.IndexTemplates;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.stereotype.Service;

/// Takes points out of Kafka into Elasticsearch, batch by batch.
///
/// A batch is done when its points are kept, their series can be found, and what came late is
/// marked to be rolled up again. Until then it comes again, which changes nothing that was done.
@Service
public final class PointIntake {

    private final PointReader reader;
    private final SeriesCatalogue catalogue;
    private final PointStore store;
    private final LateMarks marks;
    private final IndexTemplates templates;
    private final DeadLetters deadLetters;
    private final MetricProperties properties;
    private final PointIntakeState state;
    private final Clock clock;

    PointIntake(
            PointReader reader,
            SeriesCatalogue catalogue,
            PointStore store,
            LateMarks marks,
            IndexTemplates templates,
            DeadLetters deadLetters,
            MetricProperties properties,
            PointIntakeState state,
            Clock clock) {
        this.reader = reader;
        this.catalogue = catalogue;
        this.store = store;
        this.marks = marks;
        this.templates = templates;
        this.deadLetters = deadLetters;
        this.properties = properties;
        this.state = state;
        this.clock = clock;
    }

    /// Keeps the points of `records`.
    ///
    /// Dropped and counted are those older than raw points are kept, whose index would be made
    /// again only to be removed, and those of series beyond a tenant's number. A record that cannot
    /// be read becomes a dead letter.
    ///
    /// @throws ElasticsearchUnavailable if a later try may succeed
    /// @throws dev.konbini.logging.deadletter.DeadLettersRefused if Kafka did not take them
    public void take(List<ConsumerRecord<byte[], byte[]>> records) {
        try {
            keep(records);
            state.running();
        } catch (ElasticsearchUnavailable e) {
            templates.forget();
            state.waiting(e);
            throw e;
        } catch (ElasticsearchRefusal e) {
            // Nothing that a sender writes gets into a request unchecked: the index is not ours.
            state.waiting(e);
            throw e;
        }
    }

    private void keep(List<ConsumerRecord<byte[], byte[]>> records) {
        var letters = new ArrayList<DeadLetter>();
        var latest = new HashMap<String, ReceivedPoint>();
        var oldest = clock.instant().minus(properties.rawKeep()).getEpochSecond();
        var expired = 0;
        var received = 0;
        for (var record : records) {
            for (var point : reader.read(record, letters)) {
                received++;
                if (point.slot() < oldest) {
                    expired++;
                } else {
                    latest.merge(point.place(), point, PointIntake::later);
                }
            }
        }
        templates.ensure();
        var known = catalogue.know(byTenant(latest.values()));
        var points =
                latest.values().stream().filter(point -> known.contains(point.series())).toList();
        var outrun = state.timed(() -> store.write(points));
        marks.markLate(points);
        deadLetters.send(letters);
        state.taken(received, points.size(), outrun, expired, latest.size() - points.size());
    }

    private static Map<String, List<ReceivedPoint>> byTenant(Collection<ReceivedPoint> points) {
        return points.stream().collect(Collectors.groupingBy(point -> point.series().tenant()));
    }

    private static ReceivedPoint later(ReceivedPoint one, ReceivedPoint other) {
        return other.version() >= one.version() ? other : one;
    }
}
