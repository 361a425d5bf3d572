package dev.konbini.logging.door.web;

import dev.konbini.logging.door.DoorProperties;
import dev.konbini.logging.door.InFlight;
import dev.konbini.logging.door.Quotas;
import dev.konbini.logging.door.TakeLines.Outcome;
import dev.konbini.logging.tenant.Tenants;
import dev.konbini.web.problem.ProblemException;
import dev.konbini.web.problem.RequestProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/// Reads what is sent, as far as its tenant may send, and never more than fits.
@Component
final class Bodies {

    private static final int CHUNK = 64 * 1024;
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Tenants tenants;
    private final Quotas quotas;
    private final InFlight inFlight;
    private final long bytesMax;

    Bodies(Tenants tenants, Quotas quotas, InFlight inFlight, DoorProperties properties) {
        this.tenants = tenants;
        this.quotas = quotas;
        this.inFlight = inFlight;
        this.bytesMax = properties.body().toBytes();
    }

    /// The body, unpacked, given to `reader`; while it is read it counts as the tenant's.
    ///
    /// A tenant over its quota is refused before anything is read: it costs others next to nothing.
    ///
    /// @throws ProblemException over-quota; intake-unavailable; unsupported-media-type for a
    ///   `Content-Encoding` other than gzip; too-large beyond `konbini.door.body`, as it is sent or
    ///   unpacked; invalid-request for a body that breaks off or is not what it is said to be
    <T> T read(HttpServletRequest request, String tenant, Reader<T> reader) {
        var known =
                tenants.find(tenant)
                        .orElseThrow(() -> Answers.refusal(new Outcome.Unavailable(SOON)));
        var wait = quotas.wait(known);
        if (!wait.isZero()) {
            throw Answers.refusal(new Outcome.OverQuota(wait));
        }
        if (request.getContentLengthLong() > bytesMax) {
            throw tooLarge();
        }
        try (var share = inFlight.open(tenant);
                var body = unpacked(request)) {
            return reader.read(read(body, share));
        } catch (ZipException | EOFException e) {
            throw new ProblemException(
                    RequestProblem.INVALID_REQUEST,
                    "The body is not gzip, as Content-Encoding says, or not all of it.");
        } catch (IOException e) {
            throw new ProblemException(RequestProblem.INVALID_REQUEST, "The body broke off.");
        }
    }

    private byte[] read(InputStream body, InFlight.Share share) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var chunk = new byte[CHUNK];
        for (var count = body.read(chunk); count >= 0; count = body.read(chunk)) {
            if (bytes.size() + count > bytesMax) {
                throw tooLarge();
            }
            switch (share.grow(count)) {
                case GRANTED -> bytes.write(chunk, 0, count);
                case TOO_MUCH -> throw Answers.refusal(new Outcome.OverQuota(SOON));
                case FULL -> throw Answers.refusal(new Outcome.Unavailable(SOON));
            }
        }
        return bytes.toByteArray();
    }

    private InputStream unpacked(HttpServletRequest request) throws IOException {
        @Nullable String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        return switch (encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT)) {
            case "identity", "" -> request.getInputStream();
            case "gzip", "x-gzip" ->
                    new GZIPInputStream(new Bounded(request.getInputStream(), bytesMax), CHUNK);
            default ->
                    throw new ProblemException(
                                    RequestProblem.UNSUPPORTED_MEDIA_TYPE,
                                    "Send the body as it is, or with Content-Encoding: gzip.")
                            .header(HttpHeaders.ACCEPT_ENCODING, "gzip, identity");
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
        T read(byte[] body);
    }

    /// A stream of which no more than so much is read.
    private static final class Bounded extends FilterInputStream {

        private long left;

        Bounded(InputStream stream, long bytesMax) {
            super(stream);
            this.left = bytesMax;
        }

        @Override
        public int read() throws IOException {
            var single = new byte[1];
            return read(single, 0, 1) < 0 ? -1 : single[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            var count = super.read(bytes, offset, length);
            left -= Math.max(0, count);
            if (left < 0) {
                throw tooLarge();
            }
            return count;
        }
    }
}
