package dev.konbini.telemetry.line;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.LoggerContextVO;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.KeyValuePair;

/// A logging event as the line shows it: trace and span under their ECS names, and the line's
/// number.
///
/// Boot's formatter nests a pair `a.b` as `{"a":{"b":…}}`. A pair of the caller's whose name would
/// meet a member that the formatter writes itself goes under `labels`, since a name twice in one
/// object is no valid line.
final class LineEvent implements ILoggingEvent {

    private static final Set<String> TAKEN =
            Set.of(
                    "@timestamp",
                    "log",
                    "process",
                    "service",
                    "message",
                    "error",
                    "tags",
                    "ecs",
                    "trace",
                    "span");

    /// Marks nearly all lines of Spring's, and says nothing.
    private static final String COMMONS_LOGGING = "COMMONS-LOGGING";

    private final ILoggingEvent event;
    private final List<KeyValuePair> pairs = new ArrayList<>();

    /// @param sequence the line's number, 0 for a line without one
    LineEvent(ILoggingEvent event, long sequence) {
        this.event = event;
        var context = new HashMap<>(event.getMDCPropertyMap());
        addTrace(context);
        context.forEach((name, value) -> pairs.add(pair(name, value)));
        if (event.getKeyValuePairs() != null) {
            event.getKeyValuePairs().forEach(pair -> pairs.add(pair(pair.key, pair.value)));
        }
        addSequence(sequence);
    }

    private LineEvent(LineEvent line, long sequence) {
        this.event = line.event;
        addTrace(new HashMap<>(event.getMDCPropertyMap()));
        addSequence(sequence);
    }

    /// Returns the same line without the caller's pairs, for when they cannot be written together.
    LineEvent withoutPairs(long sequence) {
        return new LineEvent(this, sequence);
    }

    private void addTrace(Map<String, String> context) {
        var traceId = context.remove("traceId");
        if (traceId != null) {
            pairs.add(new KeyValuePair("trace.id", traceId));
        }
        var spanId = context.remove("spanId");
        if (spanId != null) {
            pairs.add(new KeyValuePair("span.id", spanId));
        }
    }

    private void addSequence(long sequence) {
        if (sequence > 0) {
            pairs.add(new KeyValuePair("event.sequence", sequence));
        }
    }

    private static KeyValuePair pair(String name, @Nullable Object value) {
        var root = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
        // JSON has no number for these, and Boot writes them as one.
        var shown =
                value instanceof Double number && !Double.isFinite(number)
                        ? number.toString()
                        : value;
        return new KeyValuePair(
                TAKEN.contains(root) ? "labels." + name.replace('.', '_') : name, shown);
    }

    @Override
    public List<KeyValuePair> getKeyValuePairs() {
        return pairs;
    }

    @Override
    public Map<String, String> getMDCPropertyMap() {
        return Map.of();
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in the interface
    public Map<String, String> getMdc() {
        return getMDCPropertyMap();
    }

    @Override
    public String getThreadName() {
        return event.getThreadName();
    }

    @Override
    public Level getLevel() {
        return event.getLevel();
    }

    @Override
    public String getMessage() {
        return event.getMessage();
    }

    @Override
    public Object[] getArgumentArray() {
        return event.getArgumentArray();
    }

    @Override
    public String getFormattedMessage() {
        return event.getFormattedMessage();
    }

    @Override
    public String getLoggerName() {
        return event.getLoggerName();
    }

    @Override
    public LoggerContextVO getLoggerContextVO() {
        return event.getLoggerContextVO();
    }

    @Override
    public @Nullable IThrowableProxy getThrowableProxy() {
        return SilentThrowable.ifSilent(event.getThrowableProxy());
    }

    @Override
    public StackTraceElement[] getCallerData() {
        return event.getCallerData();
    }

    @Override
    public boolean hasCallerData() {
        return event.hasCallerData();
    }

    @Override
    public @Nullable List<Marker> getMarkerList() {
        var markers = event.getMarkerList();
        return markers == null
                ? null
                : markers.stream()
                        .filter(marker -> !marker.getName().equals(COMMONS_LOGGING))
                        .toList();
    }

    @Override
    public long getTimeStamp() {
        return event.getTimeStamp();
    }

    @Override
    public int getNanoseconds() {
        return event.getNanoseconds();
    }

    @Override
    public Instant getInstant() {
        return event.getInstant();
    }

    @Override
    public long getSequenceNumber() {
        return event.getSequenceNumber();
    }

    @Override
    public void prepareForDeferredProcessing() {
        event.prepareForDeferredProcessing();
    }
}
