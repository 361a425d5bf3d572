package dev.konbini.logging.query.web;

import dev.konbini.logging.query.CsvRow;
import dev.konbini.logging.query.ExportLines.Sink;
import dev.konbini.logging.query.LogLine;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import org.springframework.http.HttpHeaders;
import tools.jackson.databind.json.JsonMapper;

/// Writes an export into an answer, page by page.
final class ResponseSink implements Sink {

    /// How many lines the answer has, so that a client can tell that it has all of them.
    static final String LINES = "Konbini-Lines";

    private final HttpServletResponse response;
    private final ExportRequest request;
    private final JsonMapper json;
    private ByteArrayOutputStream rows = new ByteArrayOutputStream();

    ResponseSink(HttpServletResponse response, ExportRequest request, JsonMapper json) {
        this.response = response;
        this.request = request;
        this.json = json;
    }

    @Override
    public void begin(long lines) throws IOException {
        response.setHeader(LINES, String.valueOf(lines));
        head();
        if (request.isCsv()) {
            write(CsvRow.header(request.columns()));
        }
    }

    /// Sets the headers that are the same however many lines there are.
    void head() {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"logs.%s\"".formatted(request.isCsv() ? "csv" : "ndjson"));
        response.setContentType(
                request.isCsv() ? "text/csv;charset=UTF-8" : "application/x-ndjson;charset=UTF-8");
    }

    @Override
    public void line(LogLine line) throws IOException {
        if (request.isCsv()) {
            write(CsvRow.of(line, request.columns()));
        } else {
            write(json.writeValueAsString(narrowed(line)) + "\n");
        }
    }

    @Override
    public void send(boolean last) throws IOException {
        rows.writeTo(response.getOutputStream());
        rows = new ByteArrayOutputStream();
        if (!last) {
            response.flushBuffer();
        }
    }

    private LogLine narrowed(LogLine line) {
        if (request.narrowed().isEmpty()) {
            return line;
        }
        var fields = new LinkedHashMap<String, Object>();
        for (var name : request.narrowed()) {
            var value = line.fields().get(name);
            if (value != null) {
                fields.put(name, value);
            }
        }
        return new LogLine(fields);
    }

    private void write(String text) throws IOException {
        rows.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
