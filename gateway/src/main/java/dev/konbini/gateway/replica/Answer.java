package dev.konbini.gateway.replica;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/// What a replica answered: the head, and the body as it comes in.
public final class Answer implements AutoCloseable {

    private final Replica replica;
    private final HttpUriRequestBase request;
    private final ClassicHttpResponse response;
    private final AtomicBoolean closed = new AtomicBoolean();

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
        @Nullable HttpEntity entity = response.getEntity();
        return entity == null ? null : entity.getContent();
    }

    /// Whether the replica says that it is about to leave.
    boolean drains() {
        return response.containsHeader(Outgoing.DRAINING);
    }

    /// Frees the connection: for the next request where the body was read to its end, else by
    /// breaking it off, so that an endless body is never waited for.
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            replica.end();
            try {
                response.close();
            } catch (IOException e) {
                request.cancel();
            }
        }
    }
}
