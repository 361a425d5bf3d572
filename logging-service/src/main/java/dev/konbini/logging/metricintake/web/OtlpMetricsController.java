package dev.konbini.logging.metricintake.web;

import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.Parser;
import dev.konbini.logging.LoggingProblem;
import dev.konbini.logging.door.JsonTokens;
import dev.konbini.logging.door.Parts;
import dev.konbini.logging.door.ProtobufParts;
import dev.konbini.logging.metric.TakePoints.Outcome;
import dev.konbini.logging.metricintake.OtlpJson;
import dev.konbini.logging.metricintake.TakeOtlp;
import dev.konbini.web.access.Caller;
import dev.konbini.web.problem.FieldProblem;
import dev.konbini.web.problem.ProblemException;
import dev.konbini.web.problem.RequestProblem;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// OTLP/HTTP for metrics (OTLP 1.8), protobuf and JSON, packed or not.
///
/// Points that cannot be kept are said to be rejected in a partial success, so that the sender does
/// not send them again.
@RestController
final class OtlpMetricsController {

    private static final String PROTOBUF = "application/x-protobuf";
    private static final String REJECTED =
            "Points have a finite value and a time of the last days.";

    private static final Parser<ExportMetricsServiceRequest> PARSER =
            DiscardUnknownFieldsParser.wrap(ExportMetricsServiceRequest.parser());

    private final OtlpBody otlpBody;
    private final TakeOtlp takeOtlp;
    private final JsonMapper json;

    OtlpMetricsController(OtlpBody otlpBody, TakeOtlp takeOtlp, JsonMapper json) {
        this.otlpBody = otlpBody;
        this.takeOtlp = takeOtlp;
        this.json = json;
    }

    /// Takes an export in protobuf.
    @PostMapping(path = "/v1/metrics", consumes = PROTOBUF)
    @Operation(summary = "Metrics from an OpenTelemetry SDK or collector, in protobuf or JSON")
    ResponseEntity<byte[]> protobuf(
            @Parameter(hidden = true) HttpServletRequest request,
            @RequestHeader(name = HttpHeaders.CONTENT_ENCODING, required = false)
                    @Nullable String encoding,
            @Parameter(hidden = true) Caller caller)
            throws IOException {
        var tenant = tenant(caller);
        var refused =
                otlpBody.read(
                        tenant,
                        request.getInputStream(),
                        encoding,
                        (body, parts) -> take(tenant, readProtobuf(body, parts), parts));
        var response = ExportMetricsServiceResponse.newBuilder();
        if (refused > 0) {
            response.getPartialSuccessBuilder()
                    .setRejectedDataPoints(refused)
                    .setErrorMessage(REJECTED);
        }
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(PROTOBUF))
                .body(response.build().toByteArray());
    }

    /// Takes an export in JSON.
    @PostMapping(path = "/v1/metrics", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "Metrics from an OpenTelemetry SDK or collector, in protobuf or JSON")
    ResponseEntity<Map<String, Object>> json(
            @Parameter(hidden = true) HttpServletRequest request,
            @RequestHeader(name = HttpHeaders.CONTENT_ENCODING, required = false)
                    @Nullable String encoding,
            @Parameter(hidden = true) Caller caller)
            throws IOException {
        var tenant = tenant(caller);
        var refused =
                otlpBody.read(
                        tenant,
                        request.getInputStream(),
                        encoding,
                        (body, parts) -> take(tenant, readJson(body, parts), parts));
        return ResponseEntity.ok(
                refused == 0
                        ? Map.of()
                        : Map.of(
                                "partialSuccess",
                                Map.of(
                                        "rejectedDataPoints",
                                        String.valueOf(refused),
                                        "errorMessage",
                                        REJECTED)));
    }

    private ExportMetricsServiceRequest readJson(byte[] body, Parts parts) {
        try {
            parts.add(JsonTokens.count(body));
            return OtlpJson.read(json.readTree(body), parts);
        } catch (JacksonException e) {
            throw unreadable(e.getOriginalMessage());
        }
    }

    private static ExportMetricsServiceRequest readProtobuf(byte[] body, Parts parts) {
        try {
            parts.add(ProtobufParts.count(body, ExportMetricsServiceRequest.getDescriptor()));
            return PARSER.parseFrom(body);
        } catch (IOException e) {
            throw unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static ProblemException unreadable(String detail) {
        return new ProblemException(RequestProblem.INVALID_REQUEST, "Change what errors[] names.")
                .with("errors", List.of(FieldProblem.at("", "It is no export: " + detail)));
    }

    private static String tenant(Caller caller) {
        if (caller.tenant() == null) {
            throw new ProblemException(
                    LoggingProblem.FOREIGN_TENANT,
                    "The token names no tenant: send with one that does.");
        }
        return caller.tenant();
    }

    private int take(String tenant, ExportMetricsServiceRequest request, Parts parts) {
        return switch (takeOtlp.take(tenant, request, parts)) {
            case Outcome.Taken(var taken, var refused) -> refused;
            case Outcome.Unavailable(var after) ->
                    throw new ProblemException(
                                    RequestProblem.UNAVAILABLE,
                                    "Kafka does not take points now: send the same again after Retry-After, it does no harm.")
                            .header(HttpHeaders.RETRY_AFTER, String.valueOf(after.toSeconds()));
        };
    }
}
