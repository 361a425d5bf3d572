package dev.konbini.cli.logs;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Turns a line in ECS JSON into one for people: time, level, service, message, and the stack trace
/// below it.
///
/// Other lines, such as those of the servers, stay as they are.
public final class LogLine {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private LogLine() {}

    /// The line for people.
    ///
    /// @param member whose log it is, for lines that do not say it
    /// @param zone in which times are shown
    public static String readable(String member, String line, ZoneId zone) {
        if (!line.startsWith("{")) {
            return line;
        }
        try {
            var json = JSON.readTree(line);
            var message = text(json, "message");
            if (message.isEmpty()) {
                return line;
            }
            var service = text(json, "service.name");
            var trace = text(json, "error.stack_trace");
            return "%s %-5s %-19s %s%s"
                    .formatted(
                            time(text(json, "@timestamp"), zone),
                            text(json, "log.level"),
                            service.isEmpty() ? member : service,
                            message,
                            trace.isEmpty() ? "" : "\n" + trace.strip().indent(4).stripTrailing());
        } catch (JacksonException notJson) {
            return line;
        }
    }

    /// When a line in ECS JSON was written; such times sort as text. Empty for other lines.
    static Optional<String> timestamp(String line) {
        var key = "\"@timestamp\":\"";
        int start = line.indexOf(key);
        int end = start < 0 ? -1 : line.indexOf('"', start + key.length());
        return end < 0 ? Optional.empty() : Optional.of(line.substring(start + key.length(), end));
    }

    /// An ECS field, written with dots or nested.
    private static String text(JsonNode json, String field) {
        var flat = json.get(field);
        var value = flat != null ? flat : json.at("/" + field.replace('.', '/'));
        return value.isString() ? value.asString() : "";
    }

    private static String time(String timestamp, ZoneId zone) {
        try {
            return TIME.format(Instant.parse(timestamp).atZone(zone));
        } catch (DateTimeParseException unknown) {
            return timestamp;
        }
    }
}
