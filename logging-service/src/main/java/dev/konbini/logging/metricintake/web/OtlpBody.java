package dev.konbini.logging.metricintake.web;

import dev.konbini.logging.LoggingProblem;
import dev.konbini.logging.door.InFlight;
import dev.konbini.logging.door.Parts;
import dev.konbini.logging.door.ReadBody;
import dev.konbini.logging.door.TooMuch;
import dev.konbini.web.problem.FieldProblem;
import dev.konbini.web.problem.ProblemException;
import dev.konbini.web.problem.RequestProblem;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/// Reads a body that may be packed, within the bounds that lines have: it counts as its tenant's
/// until what is made of it is in Kafka.
@Component
final class OtlpBody {

    private static final String SOON_SECONDS = "1";

    private final ReadBody readBody;
    private final InFlight inFlight;

    OtlpBody(ReadBody readBody, InFlight inFlight) {
        this.readBody = readBody;
        this.inFlight = inFlight;
    }

    /// What `reader` makes of the bytes of the body, unpacked.
    ///
    /// @param encoding `gzip`, `identity`, or null for the same
    /// @throws ProblemException too-large, over-quota or unavailable where it is more than is held
    ///   of it at once; invalid-request for what cannot be unpacked
    <T> T read(String tenant, InputStream body, @Nullable String encoding, Reader<T> reader)
            throws IOException {
        var gzip = "gzip".equalsIgnoreCase(encoding);
        if (!gzip && encoding != null && !encoding.equalsIgnoreCase("identity")) {
            throw invalid("Content-Encoding", "It is gzip, identity, or left away.");
        }
        try (var share = inFlight.open(tenant)) {
            var bytes = readBody.read(body, gzip, share);
            return reader.read(bytes, share.parts());
        } catch (ZipException | EOFException e) {
            throw invalid("Content-Encoding", "The body is not gzip, or not all of it.");
        } catch (TooMuch e) {
            throw refusal(e.reason());
        }
    }

    private ProblemException refusal(TooMuch.Reason reason) {
        return switch (reason) {
            case BYTES ->
                    new ProblemException(
                            RequestProblem.TOO_LARGE,
                            "A request has at most %d MB: export less at once."
                                    .formatted(readBody.bytesMax() >> 20));
            case PARTS ->
                    new ProblemException(
                            RequestProblem.TOO_LARGE,
                            "The request becomes more points, attributes and buckets than are"
                                    + " taken at once: export fewer.");
            case TENANT ->
                    new ProblemException(
                                    LoggingProblem.OVER_QUOTA,
                                    "The tenant has too much on its way at once; none of these"
                                            + " points was taken. Send them again after"
                                            + " Retry-After.")
                            .header(HttpHeaders.RETRY_AFTER, SOON_SECONDS);
            case REPLICA ->
                    new ProblemException(
                                    RequestProblem.UNAVAILABLE,
                                    "Too much is on its way at once; none of these points was"
                                            + " taken. Send them again after Retry-After.")
                            .header(HttpHeaders.RETRY_AFTER, SOON_SECONDS);
        };
    }

    private static ProblemException invalid(String header, String detail) {
        return new ProblemException(RequestProblem.INVALID_REQUEST, "Change what errors[] names.")
                .with("errors", List.of(FieldProblem.in(header, detail)));
    }

    /// What is made of a body.
    @FunctionalInterface
    interface Reader<T> {

        /// Makes it.
        ///
        /// @param parts what it is made of, to be counted before it is made
        T read(byte[] body, Parts parts);
    }
}
