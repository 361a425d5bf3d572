package dev.konbini.logging.metric;

import dev.konbini.logging.deadletter.DeadLetter;
import dev.konbini.logging.tenant.Tenant;
import dev.konbini.logging.topic.HeaderValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Reads the records of the topic of metrics. What it says follows from the record alone.
@Component
final class PointReader {

    private final JsonMapper json;
    private final MetricProperties properties;

    PointReader(JsonMapper json, MetricProperties properties) {
        this.json = json;
        this.properties = properties;
    }

    /// The points of `record` that can be kept, in order.
    ///
    /// @param letters gets a letter where the record as a whole cannot be read
    List<ReceivedPoint> read(ConsumerRecord<byte[], byte[]> record, List<DeadLetter> letters) {
        var tenant = tenant(record);
        byte @Nullable [] value = record.value();
        if (!Tenant.isName(tenant)) {
            letters.add(
                    new DeadLetter(
                            record, "invalid-tenant", "A tenant's name matches " + Tenant.NAME));
            return List.of();
        }
        if (value == null) {
            letters.add(new DeadLetter(record, "empty", "The record has no value"));
            return List.of();
        }
        try {
            return points(tenant, json.readValue(value, PointsMessage.class));
        } catch (JacksonException e) {
            letters.add(new DeadLetter(record, "malformed-json", e.getOriginalMessage()));
            return List.of();
        }
    }

    private static List<ReceivedPoint> points(String tenant, PointsMessage message) {
        var points = new ArrayList<ReceivedPoint>();
        // JSON may lack what the contract requires.
        var given =
                Objects.requireNonNullElse(message.points(), List.<PointsMessage.PointMessage>of());
        for (var point : given) {
            if (point.path() != null && Double.isFinite(point.value()) && point.time() >= 0) {
                MetricPath.clean(point.path())
                        .ifPresent(path ->
                                points.add(
                                        new ReceivedPoint(
                                                new SeriesId(tenant, path),
                                                Slot.raw(point.time()),
                                                point.value(),
                                                message.receivedMicros(),
                                                Optional.ofNullable(point.measure())
                                                        .flatMap(Measure::named)
                                                        .orElse(null))));
            }
        }
        return points;
    }

    private String tenant(ConsumerRecord<byte[], byte[]> record) {
        return Objects.requireNonNullElse(HeaderValues.text(record, "tenant"), properties.tenant());
    }
}
