package dev.konbini.logging.door.web;

import dev.konbini.logging.door.InFlight;
import dev.konbini.logging.door.Parts;
import dev.konbini.logging.door.Quotas;
import dev.konbini.logging.door.ReadBody;
import dev.konbini.logging.door.TakeLines.Outcome;
import dev.konbini.logging.door.TooMuch;
import dev.konbini.logging.tenant.Tenants;
import dev.konbini.web.problem.ProblemException;
import dev.konbini.web.problem.RequestProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/// Reads what is sent, as far as its tenant may send, and never more than fits.
@Component
final class Bodies {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Tenants tenants;
    private final Quotas quotas;
    private final InFlight inFlight;
    private final ReadBody readBody;

    Bodies(Tenants tenants, Quotas quotas, InFlight inFlight, ReadBody readBody) {
        this.tenants = tenants;
        this.quotas = quotas;
        this.inFlight = inFlight;
        this.readBody = readBody;
    }

    /// The body, unpacked, given to `reader`; while it is read it counts as the tenant's.
    ///
    /// A tenant over its quota is refused before anything is read: it costs others next to nothing.
    ///
    /// @throws ProblemException over-quota; intake-unavailable; unsupported-media-type for a
    ///   `Content-Encoding` other than gzip; too-large beyond `konbini.door.body`, as it is sent or
    ///   unpacked, or beyond what [Parts] bounds; invalid-request for a body that breaks off or is
    ///   not what it is said to be
    <T> T read(HttpServletRequest request, String tenant, Reader<T> reader) {
        var known =
                tenants.find(tenant)
                        .orElseThrow(() -> Answers.refusal(new Outcome.Unavailable(SOON)));
        var wait = quotas.wait(known);
        if (!wait.isZero()) {
            throw Answers.refusal(new Outcome.OverQuota(wait));
        }
        if (request.getContentLengthLong() > readBody.bytesMax()) {
            throw tooLarge();
        }
        var gzip = isGzip(request);
        try (var share = inFlight.open(tenant)) {
            var body = readBody.read(request.getInputStream(), gzip, share);
            return reader.read(body, share.parts());
        } catch (TooMuch e) {
            throw refusal(e.reason());
        } catch (ZipException | EOFException e) {
            throw new ProblemException(
                    RequestProblem.INVALID_REQUEST,
                    "The body is not gzip, as Content-Encoding says, or not all of it.");
        } catch (IOException e) {
            throw new ProblemException(RequestProblem.INVALID_REQUEST, "The body broke off.");
        }
    }

    private static boolean isGzip(HttpServletRequest request) {
        @Nullable String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        return switch (encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT)) {
            case "identity", "" -> false;
            case "gzip", "x-gzip" -> true;
            default ->
                    throw new ProblemException(
                                    RequestProblem.UNSUPPORTED_MEDIA_TYPE,
                                    "Send the body as it is, or with Content-Encoding: gzip.")
                            .header(HttpHeaders.ACCEPT_ENCODING, "gzip, identity");
        };
    }

    private static ProblemException refusal(TooMuch.Reason reason) {
        return switch (reason) {
            case BYTES -> tooLarge();
            case PARTS ->
                    new ProblemException(
                            RequestProblem.TOO_LARGE,
                            "The body becomes more records, attributes and values than are taken"
                                    + " at once. Send fewer.");
            case TENANT -> Answers.refusal(new Outcome.OverQuota(SOON));
            case REPLICA -> Answers.refusal(new Outcome.Unavailable(SOON));
        };
    }

    private static ProblemException tooLarge() {
        return new ProblemException(
                RequestProblem.TOO_LARGE,
                "The body is larger than is taken at once, as it was sent or unpacked. Send less.");
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
