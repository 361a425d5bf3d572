package dev.konbini.logging.metric;

import dev.konbini.logging.index.Elasticsearch;
import java.util.Collection;
import java.util.HashMap;
import org.springframework.stereotype.Component;

/// Keeps raw points in Elasticsearch.
///
/// A point's id is its series and slot, its version when it came in. So the last value of a slot
/// wins, as in Whisper, in whatever order and however often points are written.
@Component
final class PointStore {

    private static final int DAY_SECONDS = 86_400;

    private final Elasticsearch elasticsearch;
    private final MetricIndices indices;

    PointStore(Elasticsearch elasticsearch, MetricIndices indices) {
        this.elasticsearch = elasticsearch;
        this.indices = indices;
    }

    /// Writes `points`, no two of one place. Safe to repeat.
    ///
    /// @return how many were there already, or had been outrun by a later one
    /// @throws dev.konbini.logging.index.ElasticsearchUnavailable if some are not kept
    int write(Collection<ReceivedPoint> points) {
        var actions = new BulkActions(elasticsearch);
        var digests = new HashMap<SeriesId, byte[]>();
        for (var point : points) {
            var digest = digests.computeIfAbsent(point.series(), SeriesId::digest);
            var number = Math.floorMod(point.slot(), DAY_SECONDS) / Slot.RAW_SECONDS;
            actions.add(
                    "{\"index\":{\"_index\":\""
                            + indices.ofPoints(point.slot())
                            + "\",\"_id\":\""
                            + SeriesId.documentId(digest, number)
                            + "\",\"version\":"
                            + point.version()
                            + ",\"version_type\":\"external\"}}",
                    // A clean path has nothing that JSON escapes.
                    "{\"series\":\""
                            + point.series().key()
                            + "\",\"time\":"
                            + point.slot()
                            + ",\"value\":"
                            + point.value()
                            + "}");
        }
        return actions.finish();
    }
}
