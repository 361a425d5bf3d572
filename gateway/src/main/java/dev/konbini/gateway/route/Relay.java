package dev.konbini.gateway.route;

import dev.konbini.gateway.replica.Answer;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

/// Passes a replica's answer on to the client as it comes in.
///
/// Not made by [ServerResponse]'s builders: those answer a conditional request themselves, and then
/// nobody would read and free the replica's answer.
final class Relay implements ServerResponse {

    private static final int CHUNK_BYTES = 16 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

    private final Answer answer;
    private final Supplier<ServerResponse> brokenOff;
    private final Streams streams;
    private final HttpHeaders headers;

    /// Relays `answer`.
    ///
    /// @param brokenOff makes what the client gets instead where the replica breaks off before any
    ///   of the answer has left
    /// @param streams says when an endless answer is to end
    Relay(Answer answer, Supplier<ServerResponse> brokenOff, Streams streams) {
        this.answer = answer;
        this.brokenOff = brokenOff;
        this.streams = streams;
        this.headers = ProxyHeaders.toClient(answer.headers());
    }

    @Override
    public HttpStatusCode statusCode() {
        return HttpStatusCode.valueOf(answer.status());
    }

    @Override
    public HttpHeaders headers() {
        return headers;
    }

    @Override
    public MultiValueMap<String, Cookie> cookies() {
        return new LinkedMultiValueMap<>();
    }

    /// Ends the client's connection where the replica breaks off in the middle of the body, since
    /// the client must not take the part for the whole.
    @Override
    public @Nullable ModelAndView writeTo(
            HttpServletRequest request, HttpServletResponse response, Context context)
            throws ServletException, IOException {
        try (answer) {
            response.setStatus(answer.status());
            headers.forEach(
                    (name, values) -> values.forEach(value -> response.addHeader(name, value)));
            var body = answer.body();
            if (body != null) {
                copy(body, response.getOutputStream());
            }
            return null;
        } catch (BrokenOff e) {
            if (response.isCommitted()) {
                throw e;
            }
            LOG.warn("The replica broke off in its answer: {}", e.getMessage());
            response.resetBuffer();
            headers.headerNames().forEach(name -> response.setHeader(name, null));
            return brokenOff.get().writeTo(request, response, context);
        } catch (IOException e) {
            LOG.debug("The client did not wait for the whole answer", e);
            return null;
        }
    }

    /// Flushes whenever the replica has sent no more for the moment, so that an event reaches the
    /// client when it happens and not when a buffer is full.
    private void copy(InputStream body, OutputStream client) throws IOException {
        var unending = headers.getFirst(HttpHeaders.CONTENT_LENGTH) == null && !answer.isWhole();
        var events =
                headers.getContentType() != null
                        && MediaType.TEXT_EVENT_STREAM.equalsTypeAndSubtype(
                                headers.getContentType());
        var chunk = new byte[CHUNK_BYTES];
        for (var read = read(body, chunk); read >= 0; read = read(body, chunk)) {
            client.write(chunk, 0, read);
            if (unending && body.available() == 0) {
                client.flush();
            }
            if (events && streams.endsAfter(chunk, read)) {
                return;
            }
        }
    }

    private static int read(InputStream body, byte[] chunk) throws BrokenOff {
        try {
            return body.read(chunk);
        } catch (IOException e) {
            throw new BrokenOff(e);
        }
    }

    /// Tells a replica that broke off from a client that did.
    private static final class BrokenOff extends IOException {

        private static final long serialVersionUID = 1;

        BrokenOff(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
