package dev.konbini.logging.door.web;

import dev.konbini.logging.door.DoorProperties;
import dev.konbini.logging.door.Parts;
import dev.konbini.logging.door.TakeLines;
import dev.konbini.logging.door.otlp.Encoding;
import dev.konbini.logging.door.otlp.LogLines;
import dev.konbini.logging.door.otlp.Unreadable;
import dev.konbini.logging.tenant.Tenant;
import dev.konbini.web.access.Caller;
import dev.konbini.web.problem.FieldProblem;
import dev.konbini.web.problem.ProblemException;
import dev.konbini.web.problem.RequestProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Pattern;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Takes what OpenTelemetry's SDKs and collectors send: OTLP/HTTP for logs. Refusals are made
/// `google.rpc.Status` by [OtlpErrors].
@RestController
final class OtlpController {

    static final String PATH = "/v1/logs";

    private final Bodies bodies;
    private final TakeLines takeLines;
    private final DoorProperties properties;

    OtlpController(Bodies bodies, TakeLines takeLines, DoorProperties properties) {
        this.bodies = bodies;
        this.takeLines = takeLines;
        this.properties = properties;
    }

    @PostMapping(
            path = PATH,
            consumes = {"application/x-protobuf", MediaType.APPLICATION_JSON_VALUE})
    @Operation(
            summary = "Send log records by OTLP/HTTP",
            description =
                    "As https://opentelemetry.io/docs/specs/otlp/ says: protobuf or JSON, gzip or"
                            + " not, up to 5 MB. Answered as it was sent, errors as"
                            + " google.rpc.Status.")
    @RequestBody(
            required = true,
            content = {
                @Content(
                        mediaType = "application/x-protobuf",
                        schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema)
            })
    @ApiResponse(
            responseCode = "200",
            description = "Taken, but for what partialSuccess says",
            content = {
                @Content(
                        mediaType = "application/x-protobuf",
                        schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema)
            })
    ResponseEntity<byte[]> post(
            HttpServletRequest request,
            @Parameter(description = "For operators: whose lines they are")
                    @RequestParam(required = false)
                    @Pattern(regexp = Tenant.NAME) @Nullable String tenant,
            @RequestHeader(name = BatchName.HEADER, required = false) @Nullable String key,
            @RequestHeader(name = "Content-Type") @Parameter(hidden = true) MediaType type,
            @Parameter(hidden = true) Caller caller) {
        var sender = Senders.tenant(caller, tenant);
        var encoding = encoding(type);
        var read = bodies.read(request, sender, (body, parts) -> read(encoding, body, key, parts));
        var command = TakeLines.Command.ofBatch(sender, "otlp", read.lines().lines(), read.batch());
        Answers.accepted(takeLines.take(command));
        return ResponseEntity.status(HttpStatus.OK)
                .contentType(MediaType.parseMediaType(encoding.mediaType()))
                .body(encoding.response(read.lines().rejected(), read.lines().reason()));
    }

    static Encoding encoding(MediaType type) {
        return type.getSubtype().equals("json") ? Encoding.JSON : Encoding.PROTOBUF;
    }

    private Read read(Encoding encoding, byte[] body, @Nullable String key, Parts parts) {
        try {
            var request = encoding.read(body, parts);
            if (LogLines.count(request) > properties.lines()) {
                throw new ProblemException(
                        RequestProblem.TOO_LARGE,
                        "There are more than %d records. Send fewer at once."
                                .formatted(properties.lines()));
            }
            return new Read(LogLines.of(request, parts), BatchName.of(key, body));
        } catch (Unreadable e) {
            throw Answers.unreadable(
                    List.of(FieldProblem.at(e.pointer(), String.valueOf(e.getMessage()))));
        }
    }

    private record Read(LogLines lines, @Nullable String batch) {}
}
