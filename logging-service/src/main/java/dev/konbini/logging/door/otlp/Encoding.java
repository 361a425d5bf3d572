package dev.konbini.logging.door.otlp;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.DiscardUnknownFieldsParser;
import com.google.protobuf.Parser;
import dev.konbini.logging.door.JsonTokens;
import dev.konbini.logging.door.Parts;
import dev.konbini.logging.door.ProtobufParts;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.json.JsonMapper;

/// How messages are written; a request is answered as it was written.
public enum Encoding {

    /// Protocol buffers.
    PROTOBUF("application/x-protobuf") {
        @Override
        public ExportLogsServiceRequest read(byte[] body, Parts parts) throws Unreadable {
            try {
                parts.add(ProtobufParts.count(body, ExportLogsServiceRequest.getDescriptor()));
                return PARSER.parseFrom(body);
            } catch (IOException e) {
                throw new Unreadable("", "Not an ExportLogsServiceRequest: " + e.getMessage());
            }
        }

        @Override
        public byte[] response(long rejected, String message) {
            var response = ExportLogsServiceResponse.newBuilder();
            if (rejected > 0) {
                response.setPartialSuccess(
                        ExportLogsPartialSuccess.newBuilder()
                                .setRejectedLogRecords(rejected)
                                .setErrorMessage(message));
            }
            return response.build().toByteArray();
        }

        // google.rpc.Status: code is field 1, message field 2.
        @Override
        public byte[] status(int code, String message) {
            var bytes = new ByteArrayOutputStream();
            var output = CodedOutputStream.newInstance(bytes);
            try {
                output.writeInt32(1, code);
                output.writeString(2, message);
                output.flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }
    },

    /// The JSON form of protocol buffers as OTLP changes it.
    JSON("application/json") {
        @Override
        public ExportLogsServiceRequest read(byte[] body, Parts parts) throws Unreadable {
            try {
                parts.add(JsonTokens.count(body));
                var request = ExportLogsServiceRequest.newBuilder();
                new OtlpJson(parts).merge(request, MAPPER.readTree(body), "");
                return request.build();
            } catch (JacksonException e) {
                throw new Unreadable("", "Not JSON: " + e.getOriginalMessage());
            }
        }

        @Override
        public byte[] response(long rejected, String message) {
            var response = MAPPER.createObjectNode();
            if (rejected > 0) {
                // 64 bits are a text in the JSON form.
                response.putObject("partialSuccess")
                        .put("rejectedLogRecords", String.valueOf(rejected))
                        .put("errorMessage", message);
            }
            return response.toString().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public byte[] status(int code, String message) {
            return MAPPER.createObjectNode()
                    .put("code", code)
                    .put("message", message)
                    .toString()
                    .getBytes(StandardCharsets.UTF_8);
        }
    };

    private static final Parser<ExportLogsServiceRequest> PARSER =
            DiscardUnknownFieldsParser.wrap(ExportLogsServiceRequest.parser());

    private static final long TOKENS_MAX = 1_000_000;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxTokenCount(TOKENS_MAX)
                                                    .build())
                                    .build())
                    .build();

    private final String mediaType;

    Encoding(String mediaType) {
        this.mediaType = mediaType;
    }

    /// How the encoding is called in `Content-Type`.
    public String mediaType() {
        return mediaType;
    }

    /// The request that `body` is.
    ///
    /// @param parts counts what it is made of
    /// @throws Unreadable if it is none
    public abstract ExportLogsServiceRequest read(byte[] body, Parts parts) throws Unreadable;

    /// The answer to a request that was taken.
    ///
    /// @param rejected how many of its records were not
    /// @param message why; empty if none was rejected
    public abstract byte[] response(long rejected, String message);

    /// The answer to a request that was not taken, a `google.rpc.Status`.
    ///
    /// @param code of `google.rpc.Code`
    public abstract byte[] status(int code, String message);
}
