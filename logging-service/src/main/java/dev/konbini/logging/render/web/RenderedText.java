package dev.konbini.logging.render.web;

import dev.konbini.logging.render.Series;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.json.JsonMapper;

/// Series as text, in the forms that graphite-web writes. It is written as it is made: a million
/// points are 34 MB.
final class RenderedText {

    private static final DateTimeFormatter CSV_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private RenderedText() {}

    /// `[{"target": …, "tags": {…}, "datapoints": [[value, time], …]}, …]`.
    static void json(List<Series> series, JsonMapper mapper, boolean noNullPoints, OutputStream out)
            throws IOException {
        try (var json = mapper.createGenerator(out)) {
            json.writeStartArray();
            for (var each : series) {
                if (noNullPoints && Arrays.stream(each.values()).allMatch(Double::isNaN)) {
                    continue;
                }
                json.writeStartObject();
                json.writeStringProperty("target", each.name());
                json.writeObjectPropertyStart("tags");
                json.writeStringProperty("name", each.name());
                json.writeEndObject();
                json.writeArrayPropertyStart("datapoints");
                for (var i = 0; i < each.values().length && time(each, i) <= each.end(); i++) {
                    var value = each.values()[i];
                    if (!noNullPoints || !Double.isNaN(value)) {
                        json.writeStartArray();
                        json.writeRawValue(number(value, "null"));
                        json.writeNumber(time(each, i));
                        json.writeEndArray();
                    }
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }

    /// Lines of name, local time and value.
    static void csv(List<Series> series, ZoneId zone, OutputStream out) throws IOException {
        var csv = writer(out);
        for (var each : series) {
            for (var i = 0; i < each.values().length; i++) {
                csv.append(quoted(each.name()))
                        .append(',')
                        .append(CSV_TIME.format(Instant.ofEpochSecond(time(each, i)).atZone(zone)))
                        .append(',')
                        .append(number(each.values()[i], ""))
                        .append("\r\n");
            }
        }
        csv.flush();
    }

    /// A line for each series: `name,start,end,step|value,value,…`.
    static void raw(List<Series> series, OutputStream out) throws IOException {
        var raw = writer(out);
        for (var each : series) {
            raw.append(
                    "%s,%d,%d,%d|".formatted(each.name(), each.start(), each.end(), each.step()));
            for (var i = 0; i < each.values().length; i++) {
                raw.append(i == 0 ? "" : ",").append(number(each.values()[i], "None"));
            }
            raw.append('\n');
        }
        raw.flush();
    }

    private static Writer writer(OutputStream out) {
        return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    private static long time(Series series, int index) {
        return series.start() + (long) index * series.step();
    }

    // Infinity is no JSON; as graphite-web writes it, every reader takes it for what it is.
    private static String number(double value, String none) {
        if (Double.isNaN(value)) {
            return none;
        }
        return Double.isInfinite(value) ? value > 0 ? "1e9999" : "-1e9999" : String.valueOf(value);
    }

    private static String quoted(String text) {
        return text.chars().anyMatch(c -> ",\"\r\n".indexOf(c) >= 0)
                ? "\"" + text.replace("\"", "\"\"") + "\""
                : text;
    }
}
