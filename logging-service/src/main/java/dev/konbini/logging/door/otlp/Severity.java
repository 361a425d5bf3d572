package dev.konbini.logging.door.otlp;

import io.opentelemetry.proto.logs.v1.LogRecord;
import java.util.List;

/// The level that a severity means.
final class Severity {

    private static final int NUMBERS_EACH = 4;

    /// Four numbers each, from 1
    /// (<https://opentelemetry.io/docs/specs/otel/logs/data-model/#field-severitynumber>).
    private static final List<String> LEVELS =
            List.of("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL");

    private Severity() {}

    /// By its number, or else as the sender says; empty if it says nothing.
    static String level(LogRecord logRecord) {
        var index = (logRecord.getSeverityNumberValue() - 1) / NUMBERS_EACH;
        return logRecord.getSeverityNumberValue() > 0 && index < LEVELS.size()
                ? LEVELS.get(index)
                : logRecord.getSeverityText();
    }
}
