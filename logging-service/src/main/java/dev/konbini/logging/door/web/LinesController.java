package dev.konbini.logging.door.web;

import dev.konbini.logging.door.DoorProperties;
import dev.konbini.logging.door.TakeLines;
import dev.konbini.logging.tenant.Tenant;
import dev.konbini.web.access.Caller;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Takes lines as JSON or as text.
@RestController
final class LinesController {

    private final Bodies bodies;
    private final TakeLines takeLines;
    private final DoorProperties properties;

    LinesController(Bodies bodies, TakeLines takeLines, DoorProperties properties) {
        this.bodies = bodies;
        this.takeLines = takeLines;
        this.properties = properties;
    }

    @PostMapping(
            path = "/api/logs",
            consumes = {
                LineFormat.NDJSON,
                MediaType.APPLICATION_JSON_VALUE,
                MediaType.TEXT_PLAIN_VALUE
            })
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Send log lines",
            description =
                    "Any JSON objects, best in the Elastic Common Schema; a line of text becomes a"
                            + " message. Up to 5 MB, also when unpacked (Content-Encoding: gzip)."
                            + " All lines are taken or none; what is taken is in Kafka. With an"
                            + " Idempotency-Key the same lines can be sent again without a double.")
    @RequestBody(
            required = true,
            content = {
                @Content(mediaType = LineFormat.NDJSON, schema = @Schema(type = "string")),
                @Content(mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema),
                @Content(mediaType = MediaType.TEXT_PLAIN_VALUE, schema = @Schema(type = "string"))
            })
    @ApiResponse(responseCode = "202", description = "Taken")
    @ApiResponse(responseCode = "400", description = "invalid-request: errors[] names lines")
    @ApiResponse(responseCode = "413", description = "too-large")
    @ApiResponse(responseCode = "429", description = "over-quota; see Retry-After")
    @ApiResponse(responseCode = "503", description = "intake-unavailable; see Retry-After")
    AcceptedResponse post(
            HttpServletRequest request,
            @Parameter(description = "For operators: whose lines they are")
                    @RequestParam(required = false)
                    @Pattern(regexp = Tenant.NAME) @Nullable String tenant,
            @RequestHeader(name = BatchName.HEADER, required = false) @Nullable String key,
            @RequestHeader(name = "Content-Type") @Parameter(hidden = true) MediaType type,
            @Parameter(hidden = true) Caller caller) {
        var sender = Senders.tenant(caller, tenant);
        var command =
                bodies.read(
                        request,
                        sender,
                        (body, parts) -> {
                            var lines = LineFormat.read(type, body, properties.lines(), parts);
                            return TakeLines.Command.ofBatch(
                                            sender, "http", lines.all(), BatchName.of(key, body))
                                    .withMerged(lines.merged());
                        });
        return new AcceptedResponse(Answers.accepted(takeLines.take(command)));
    }

    /// @param accepted how many lines are in Kafka
    record AcceptedResponse(int accepted) {}
}
