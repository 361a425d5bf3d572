package dev.konbini.logging.tail;

import dev.konbini.logging.ingest.KeptLine;
import dev.konbini.logging.ingest.ReadLine;
import dev.konbini.logging.query.LineFilter;
import dev.konbini.logging.query.LogLine;
import dev.konbini.logging.tail.Delivery.Match;
import dev.konbini.logging.tail.lucene.LineFields;
import dev.konbini.logging.tail.lucene.LineIndex;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Gives each line to those who asked for it. A line is parsed once, and looked at once for all who
/// ask for the same. Used by the reader's thread alone.
@Component
final class Audiences {

    private final ReadLine readLine;
    private final LineIndex index;
    private final TailMeters meters;
    private final JsonMapper json;
    private final Map<LineFilter, Audience> audiences = new LinkedHashMap<>();

    Audiences(ReadLine readLine, LineFields fields, TailMeters meters, JsonMapper json) {
        this.readLine = readLine;
        this.index = new LineIndex(fields);
        this.meters = meters;
        this.json = json;
    }

    List<Tailer> tailers() {
        return audiences.values().stream()
                .flatMap(audience -> audience.tailers().stream())
                .toList();
    }

    void add(Tailer tailer) {
        audiences
                .computeIfAbsent(tailer.filter(), filter -> new Audience(tailer.query()))
                .tailers()
                .add(tailer);
        index.want(fields());
    }

    void remove(List<Tailer> gone) {
        for (var tailer : gone) {
            audiences.computeIfPresent(
                    tailer.filter(),
                    (filter, audience) -> {
                        audience.tailers().remove(tailer);
                        return audience.tailers().isEmpty() ? null : audience;
                    });
        }
        index.want(fields());
    }

    /// Shows a line to all whom it is for.
    ///
    /// @param behind says where the reader is behind it
    void show(ConsumerRecord<byte[], byte[]> record, Supplier<Position> behind) {
        @Nullable KeptLine line = null;
        @Nullable Match match = null;
        for (var audience : audiences.values()) {
            if (!audience.wants(record.partition(), record.offset())) {
                continue;
            }
            if (line == null) {
                line = readLine.read(record).orElse(null);
                if (line == null) {
                    return;
                }
                index.put(line);
            }
            if (audience.matches(line, index)) {
                match = match == null ? new Match(text(line), behind.get()) : match;
                give(audience, match, record);
            }
        }
    }

    private void give(Audience audience, Match match, ConsumerRecord<byte[], byte[]> record) {
        for (var tailer : audience.tailers()) {
            if (!tailer.wants(record.partition(), record.offset())) {
                continue;
            }
            if (tailer.give(match)) {
                meters.given();
            } else {
                meters.passed(Passed.SLOW_CLIENT, 1);
            }
        }
    }

    private LineText text(KeptLine line) {
        return new LineText(json.writeValueAsBytes(LogLine.of(line.id(), line.source())));
    }

    private Set<String> fields() {
        return audiences.values().stream()
                .flatMap(audience -> audience.fields().stream())
                .collect(Collectors.toUnmodifiableSet());
    }
}
