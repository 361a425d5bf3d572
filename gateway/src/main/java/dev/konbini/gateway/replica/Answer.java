package dev.konbini.gateway.replica;

import dev.konbini.web.drain.DrainingHeader;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/// What a replica answered: the head, and the body as it comes in.
public final class Answer implements AutoCloseable {

    private static final int HELD_MAX = 64 * 1024;
    private static final int SERVICE_UNAVAILABLE = 503;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

    /// What is written at once, also where its length is not said beforehand.
    private static final Pattern DOCUMENT =
            Pattern.compile("application/([a-z.-]+\\+)?json\\s*(;|$)", Pattern.CASE_INSENSITIVE);

    private final Replica replica;
    private final HttpUriRequestBase request;
    private final ClassicHttpResponse response;
    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable InputStream body;
    private boolean whole;
    private boolean readToItsEnd;

    Answer(Replica replica, HttpUriRequestBase request, ClassicHttpResponse response) {
        this.replica = replica;
        this.request = request;
        this.response = response;
    }

    public int status() {
        return response.getCode();
    }

    /// All headers, those about the one connection included.
    public HttpHeaders headers() {
        var headers = new HttpHeaders();
        for (var header : response.getHeaders()) {
            headers.add(header.getName(), header.getValue());
        }
        return headers;
    }

    /// The body, null where the answer has none.
    public @Nullable InputStream body() throws IOException {
        if (body == null) {
            @Nullable HttpEntity entity = response.getEntity();
            body = entity == null ? null : new ToItsEnd(entity.getContent());
        }
        return body;
    }

    /// Whether all of the body is here already, so that reading it never waits.
    public boolean isWhole() {
        return whole;
    }

    /// Reads the body ahead, up to [#HELD_MAX] bytes of it, where it is one document and not a
    /// stream: a replica that is killed between the head and the end of its answer has then broken
    /// off before any of it has left, and another can be asked.
    void hold() throws IOException {
        var content = isDocument() ? body() : null;
        if (content == null) {
            return;
        }
        var head = content.readNBytes(HELD_MAX);
        whole = head.length < HELD_MAX;
        body =
                whole
                        ? new ByteArrayInputStream(head)
                        : new SequenceInputStream(new ByteArrayInputStream(head), content);
    }

    private boolean isDocument() {
        @Nullable HttpEntity entity = response.getEntity();
        if (entity == null || entity.getContentLength() >= 0) {
            return entity != null;
        }
        @Nullable String type = entity.getContentType();
        return type != null && DOCUMENT.matcher(type).lookingAt();
    }

    /// Whether the replica says that it is about to leave.
    boolean drains() {
        return response.containsHeader(DrainingHeader.NAME);
    }

    /// How long the replica, which is not available at the moment, asks to wait before the request
    /// is sent again; empty where it is available, or does not say so in seconds.
    Optional<Duration> retryAfter() {
        @Nullable Header header = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        return status() == SERVICE_UNAVAILABLE
                        && header != null
                        && SECONDS.matcher(header.getValue()).matches()
                ? Optional.of(Duration.ofSeconds(Long.parseLong(header.getValue())))
                : Optional.empty();
    }

    /// Frees the connection: for the next request where the body was read to its end, else by
    /// breaking it off. Closing the response alone would read on to the end of a body, and a stream
    /// has none.
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            replica.end();
            if (!readToItsEnd && response.getEntity() != null) {
                request.cancel();
            }
            try {
                response.close();
            } catch (IOException e) {
                request.cancel();
            }
        }
    }

    /// Notes when there is no more to come.
    private final class ToItsEnd extends FilterInputStream {

        ToItsEnd(InputStream content) {
            super(content);
        }

        @Override
        public int read() throws IOException {
            return noted(super.read());
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return noted(super.read(target, offset, length));
        }

        private int noted(int read) {
            readToItsEnd |= read < 0;
            return read;
        }
    }
}
