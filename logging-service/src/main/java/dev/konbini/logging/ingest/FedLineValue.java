package dev.konbini.logging.ingest;

import dev.konbini.logging.parse.CompleteLine;
import dev.konbini.logging.parse.LineJson;
import dev.konbini.logging.topic.FedHeaders;
import dev.konbini.logging.topic.HeaderValues;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/// The record's own value, but for a line that another suite fed to this one as its sender wrote
/// it: that is completed here, by this version, as of when it came in there.
///
/// What comes of it follows from the record alone, so a replay changes nothing.
@Component
final class FedLineValue implements LineValue {

    private final CompleteLine completeLine;

    FedLineValue(CompleteLine completeLine) {
        this.completeLine = completeLine;
    }

    @Override
    public byte @Nullable [] of(ConsumerRecord<byte[], byte[]> record) {
        byte @Nullable [] value = record.value();
        var arrival = HeaderValues.text(record, FedHeaders.ARRIVAL);
        if (arrival == null || value == null) {
            return value;
        }
        try {
            var time = Instant.parse(arrival);
            return LineJson.read(value)
                    .map(line -> LineJson.write(completeLine.complete(line, time)))
                    .orElse(value);
        } catch (DateTimeException | JacksonException e) {
            return value;
        }
    }
}
