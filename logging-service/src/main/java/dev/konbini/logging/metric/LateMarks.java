package dev.konbini.logging.metric;

import dev.konbini.logging.index.Elasticsearch;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Remembers which roll-ups have to be computed again, because a point of theirs came late.
///
/// A mark is a document for a series and a roll-up. Marking it again makes it another version, so
/// that it outlives a roll-up that did not see the point yet.
@Component
final class LateMarks {

    /// A point is late when its roll-up ended longer ago than this by the time that it is kept.
    /// Roll-ups are computed [RollUp#GRACE_SECONDS] after their end, far enough beyond this for two
    /// clocks to differ by a minute.
    static final int LATE_SECONDS = 60;

    private static final int MARKS_MAX = 5_000;

    private final Elasticsearch elasticsearch;
    private final MetricIndices indices;
    private final Clock clock;

    LateMarks(Elasticsearch elasticsearch, MetricIndices indices, Clock clock) {
        this.elasticsearch = elasticsearch;
        this.indices = indices;
        this.clock = clock;
    }

    /// Marks the roll-ups of those of `points` that are late. To be called when the points are kept
    /// and before their offsets are committed, so that no mark is missed.
    void markLate(Collection<ReceivedPoint> points) {
        var late = clock.instant().getEpochSecond() - LATE_SECONDS - Slot.ROLL_UP_SECONDS;
        var marks = new HashMap<String, String>();
        for (var point : points) {
            var bucket = Slot.rollUp(point.slot());
            if (bucket < late) {
                marks.put(
                        RollUpStore.id(point.series(), bucket),
                        "{\"series\":\"%s\",\"time\":%d}".formatted(point.series().key(), bucket));
            }
        }
        var actions = new BulkActions(elasticsearch);
        marks.forEach((id, document) ->
                actions.add(
                        "{\"index\":{\"_index\":\"%s\",\"_id\":\"%s\"}}"
                                .formatted(indices.ofMarks(), id),
                        document));
        actions.finish();
    }

    /// Some of the marks, oldest roll-ups first.
    List<Mark> some() {
        var answer =
                elasticsearch.search(
                        indices.ofMarks(),
                        Map.of(
                                "size",
                                MARKS_MAX,
                                "seq_no_primary_term",
                                true,
                                "query",
                                Map.of("exists", Map.of("field", "series")),
                                "sort",
                                List.of(
                                        Map.of(
                                                "time",
                                                Map.of("order", "asc", "unmapped_type", "date")))));
        var marks = new ArrayList<Mark>();
        for (var hit : answer.path("hits").path("hits")) {
            marks.add(
                    new Mark(
                            hit.path("_id").asString(),
                            hit.path("_source").path("series").asString(),
                            hit.path("_source").path("time").asLong(),
                            hit.path("_seq_no").asLong(),
                            hit.path("_primary_term").asLong()));
        }
        return marks;
    }

    /// Removes those of `marks` that were not marked again meanwhile.
    void remove(Collection<Mark> marks) {
        var actions = new BulkActions(elasticsearch);
        for (var mark : marks) {
            actions.add(
                    "{\"delete\":{\"_index\":\"%s\",\"_id\":\"%s\",\"if_seq_no\":%d,\"if_primary_term\":%d}}"
                            .formatted(
                                    indices.ofMarks(),
                                    mark.id(),
                                    mark.sequenceNumber(),
                                    mark.primaryTerm()),
                    null);
        }
        actions.finish();
        if (!marks.isEmpty()) {
            elasticsearch.refresh(indices.ofMarks());
        }
    }

    /// A roll-up to be computed again.
    ///
    /// @param series see [SeriesId#key]
    /// @param bucket its start
    record Mark(String id, String series, long bucket, long sequenceNumber, long primaryTerm) {}
}
