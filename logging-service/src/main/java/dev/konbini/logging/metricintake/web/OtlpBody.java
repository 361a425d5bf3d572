package dev.konbini.logging.metricintake.web;

import dev.konbini.web.problem.FieldProblem;
import dev.konbini.web.problem.ProblemException;
import dev.konbini.web.problem.RequestProblem;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// Reads a body that may be packed, as far as it may be long.
final class OtlpBody {

    private static final int PACKED_MAX = 5 << 20;
    private static final int UNPACKED_MAX = 32 << 20;

    private OtlpBody() {}

    /// The bytes of the body, unpacked.
    ///
    /// @param encoding `gzip`, `identity`, or null for the same
    /// @throws ProblemException too-large, or invalid-request for what cannot be unpacked
    static byte[] read(InputStream body, @Nullable String encoding) throws IOException {
        var packed = bounded(body, PACKED_MAX);
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return packed;
        }
        if (!encoding.equalsIgnoreCase("gzip")) {
            throw invalid("Content-Encoding", "It is gzip, identity, or left away.");
        }
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return bounded(unpacked, UNPACKED_MAX);
        } catch (ZipException | EOFException e) {
            throw invalid("Content-Encoding", "The body is not gzip, or not all of it.");
        }
    }

    private static byte[] bounded(InputStream in, int max) throws IOException {
        var bytes = in.readNBytes(max + 1);
        if (bytes.length > max) {
            throw new ProblemException(
                    RequestProblem.TOO_LARGE,
                    "A request has at most %d MB: export less at once.".formatted(max >> 20));
        }
        return bytes;
    }

    static ProblemException invalid(String header, String detail) {
        return new ProblemException(RequestProblem.INVALID_REQUEST, "Change what errors[] names.")
                .with("errors", List.of(FieldProblem.in(header, detail)));
    }
}
