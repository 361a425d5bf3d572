package dev.konbini.logging.door.otlp;

import com.google.protobuf.ByteString;
import dev.konbini.logging.door.Parts;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The lines of a request, in the Elastic Common Schema.
///
/// The body is the message, the severity the level, the time `@timestamp`, ids those of trace and
/// span; attributes that ECS has a name for are called by it, all others are `labels`, with `_` for
/// each dot, as ECS wants labels. Where resource, scope and record have the same attribute, the
/// record's counts.
///
/// @param lines in their order
/// @param rejected how many records were left out
/// @param reason why; empty if none was
public record LogLines(List<ObjectNode> lines, int rejected, String reason) {

    /// Of a line for itself: the object and what is in it beside attributes.
    private static final int LINE_PARTS = 4;

    private static final long NANOS = 1_000_000_000;
    private static final JsonMapper JSON = JsonMapper.shared();

    /// How many records `request` has.
    public static int count(ExportLogsServiceRequest request) {
        return request.getResourceLogsList().stream()
                .flatMap(resourceLogs -> resourceLogs.getScopeLogsList().stream())
                .mapToInt(ScopeLogs::getLogRecordsCount)
                .sum();
    }

    /// As many lines as `request` has records, but for those whose time is later than Elasticsearch
    /// can keep with nanoseconds: 2262.
    ///
    /// @param parts counts what the lines are made of
    /// @throws dev.konbini.logging.door.TooMuch if that is too much, such as many attributes of a
    ///   resource on many lines
    public static LogLines of(ExportLogsServiceRequest request, Parts parts) {
        var lines = new ArrayList<ObjectNode>();
        var rejected = 0;
        for (var resourceLogs : request.getResourceLogsList()) {
            var resource = Attributes.of(resourceLogs.getResource().getAttributesList());
            for (var scopeLogs : resourceLogs.getScopeLogsList()) {
                var scope = Attributes.of(scopeLogs.getScope().getAttributesList());
                parts.repeat(resource.length() + scope.length(), scopeLogs.getLogRecordsCount());
                for (var logRecord : scopeLogs.getLogRecordsList()) {
                    if (time(logRecord) < 0) {
                        rejected++;
                    } else {
                        parts.add(
                                (long) LINE_PARTS
                                        + resource.size()
                                        + scope.size()
                                        + logRecord.getAttributesCount());
                        var line = line(scopeLogs.getScope().getName(), logRecord);
                        resource.put(line);
                        scope.put(line);
                        Attributes.of(logRecord.getAttributesList()).put(line);
                        lines.add(line);
                    }
                }
            }
        }
        return new LogLines(
                lines,
                rejected,
                rejected == 0
                        ? ""
                        : "time_unix_nano of %d records is after 2262, which cannot be kept"
                                .formatted(rejected));
    }

    private static ObjectNode line(String logger, LogRecord logRecord) {
        var line = JSON.createObjectNode();
        var time = time(logRecord);
        if (time != 0) {
            line.put("@timestamp", Instant.ofEpochSecond(time / NANOS, time % NANOS).toString());
        }
        if (logRecord.hasBody()) {
            line.put("message", Values.text(logRecord.getBody()));
        }
        var level = Severity.level(logRecord);
        if (!level.isEmpty()) {
            line.withObject("/log").put("level", level);
        }
        if (!logger.isEmpty()) {
            line.withObject("/log").put("logger", logger);
        }
        if (!logRecord.getEventName().isEmpty()) {
            line.withObject("/event").put("action", logRecord.getEventName());
        }
        putId(line, "trace", logRecord.getTraceId(), 16);
        putId(line, "span", logRecord.getSpanId(), 8);
        return line;
    }

    /// When it happened, or else when it was seen, in nanoseconds; 0 if it says neither, negative
    /// if it is too late to be kept.
    private static long time(LogRecord logRecord) {
        return logRecord.getTimeUnixNano() == 0
                ? logRecord.getObservedTimeUnixNano()
                : logRecord.getTimeUnixNano();
    }

    // One of another length, or all zeros, is none (logs.proto).
    private static void putId(ObjectNode line, String name, ByteString id, int length) {
        if (id.size() != length) {
            return;
        }
        var text = HexFormat.of().formatHex(id.toByteArray());
        if (text.chars().anyMatch(c -> c != '0')) {
            line.putObject(name).put("id", text);
        }
    }
}
