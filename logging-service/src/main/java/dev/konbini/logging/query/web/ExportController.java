package dev.konbini.logging.query.web;

import dev.konbini.logging.query.ExportLines;
import dev.konbini.web.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.io.IOException;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// Gives all lines that match as one stream.
@RestController
@RequestMapping("/api/logs/export")
final class ExportController {

    private final ExportLines exportLines;
    private final LineFilters filters;
    private final JsonMapper json;

    ExportController(ExportLines exportLines, LineFilters filters, JsonMapper json) {
        this.exportLines = exportLines;
        this.filters = filters;
        this.json = json;
    }

    /// Written here and not by another thread, which would have a time limit. Where it breaks off,
    /// the connection ends without the end that HTTP has for answers, and the client knows.
    @GetMapping
    @Operation(
            summary = "Every log line that matches, as a stream",
            description =
                    "The answer is whole if it ends regularly and has as many lines as"
                            + " Konbini-Lines says. If Elasticsearch goes away midway the"
                            + " connection is broken off. In csv a text that begins as a formula"
                            + " does has an apostrophe before it.")
    @ApiResponse(
            responseCode = "200",
            headers =
                    @Header(
                            name = ResponseSink.LINES,
                            description = "How many lines there are",
                            required = true,
                            schema = @Schema(type = "integer", format = "int64")),
            content = {
                @Content(mediaType = "application/x-ndjson", schema = @Schema(type = "string")),
                @Content(mediaType = "text/csv", schema = @Schema(type = "string"))
            })
    @ApiResponse(responseCode = "429", description = "too-many-exports")
    void export(
            @ParameterObject @Valid LinesRequest request,
            @ParameterObject @Valid ExportRequest export,
            @Parameter(hidden = true) HttpMethod method,
            @Parameter(hidden = true) Caller caller,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException {
        var filter = filters.of(request, caller);
        var sink = new ResponseSink(response, export, json);
        if (method.equals(HttpMethod.HEAD)) {
            sink.head();
            return;
        }
        exportLines.export(filter, export.direction(), sink);
    }
}
