package dev.konbini.gateway.replica;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.SenderContext;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.apache.hc.core5.http.io.entity.InputStreamEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/// Sends a request to one replica once.
@Component
final class Wire {

    private final CloseableHttpClient kept;
    private final CloseableHttpClient fresh;
    private final ObservationRegistry observations;
    private final ScheduledThreadPoolExecutor deadlines;

    Wire(ReplicaProperties properties, ObservationRegistry observations) {
        this.kept = Connections.kept(properties.connection());
        this.fresh = Connections.fresh(properties.connection());
        this.observations = observations;
        this.deadlines =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name("deadlines").factory());
        deadlines.setRemoveOnCancelPolicy(true);
    }

    /// Sends `outgoing` to `replica`, and waits for the head of its answer until `timeout` at most.
    ///
    /// What may not be repeated goes over a connection of its own: on one that was used before, the
    /// replica may close it at the very moment of sending, and nobody could tell whether it had
    /// read the request.
    Attempt send(Replica replica, Outgoing outgoing, Duration timeout) {
        var request = request(outgoing);
        var context =
                new SenderContext<HttpUriRequestBase>((carrier, name, value) -> {
                    if (carrier != null) {
                        carrier.setHeader(name, value);
                    }
                });
        context.setCarrier(request);
        var observation =
                Observation.start("konbini.gateway.attempt", () -> context, observations)
                        .lowCardinalityKeyValue("peer.service", replica.service().label());
        var attempt = send(replica, outgoing, request, timeout);
        observation
                .lowCardinalityKeyValue(
                        "outcome",
                        switch (attempt) {
                            case Attempt.Answered answered ->
                                    String.valueOf(answered.answer().status());
                            case Attempt.Failed failed -> failed.failure().label();
                        })
                .stop();
        return attempt;
    }

    private Attempt send(
            Replica replica, Outgoing outgoing, HttpUriRequestBase request, Duration timeout) {
        var late = new AtomicBoolean();
        var alarm =
                deadlines.schedule(
                        () -> {
                            late.set(true);
                            request.cancel();
                        },
                        timeout.toMillis(),
                        TimeUnit.MILLISECONDS);
        replica.begin();
        try {
            return new Attempt.Answered(answer(replica, outgoing, request));
        } catch (IOException | RuntimeException e) {
            replica.end();
            return new Attempt.Failed(
                    outgoing.body().isBrokenOff()
                            ? Failure.CLIENT_BROKE_OFF
                            : late.get() ? Failure.TIMED_OUT : failure(e),
                    reason(e));
        } finally {
            alarm.cancel(false);
        }
    }

    private Answer answer(Replica replica, Outgoing outgoing, HttpUriRequestBase request)
            throws IOException {
        var client = outgoing.mayRepeatAfter(Failure.BROKEN_OFF) ? kept : fresh;
        var response = client.executeOpen(replica.host(), request, null);
        // What it carried is not needed any more, and an answer may take long.
        request.setEntity(null);
        var answer = new Answer(replica, request, response);
        if (outgoing.mayRepeatAfter(Failure.BROKEN_OFF)) {
            try {
                answer.hold();
            } catch (IOException e) {
                response.close();
                throw e;
            }
        }
        return answer;
    }

    private static HttpUriRequestBase request(Outgoing outgoing) {
        var request = new HttpUriRequestBase(outgoing.method(), Connections.NOWHERE);
        request.setPath(outgoing.target());
        outgoing.headers()
                .forEach((name, values) -> values.forEach(value -> request.addHeader(name, value)));
        switch (outgoing.body()) {
            case Body.None none -> {
                if (outgoing.headers().getFirst(HttpHeaders.CONTENT_TYPE) != null
                        || outgoing.method().startsWith("P")) {
                    request.setEntity(new ByteArrayEntity(new byte[0], null));
                }
            }
            case Body.Held held ->
                    request.setEntity(new InputStreamEntity(held.content(), held.length(), null));
            case Body.Passing passing -> request.setEntity(passing(passing, request));
        }
        return request;
    }

    /// What is sent in chunks would be ended as if it were whole where its client breaks off: the
    /// connection is ended instead.
    private static HttpEntity passing(Body.Passing passing, HttpUriRequestBase request) {
        var entity = new InputStreamEntity(passing.content(), passing.length(), null);
        return new HttpEntityWrapper(entity) {
            @Override
            public void writeTo(OutputStream replica) throws IOException {
                try {
                    super.writeTo(replica);
                } catch (IOException e) {
                    request.cancel();
                    throw e;
                }
            }
        };
    }

    private static Failure failure(Exception e) {
        return switch (e) {
            // Each of these says that there was no connection to send anything over.
            case ConnectException refused -> Failure.REFUSED;
            case ConnectTimeoutException unanswered -> Failure.REFUSED;
            case NoRouteToHostException unreachable -> Failure.REFUSED;
            case UnknownHostException unknown -> Failure.REFUSED;
            case ConnectionRequestTimeoutException full -> Failure.REFUSED;
            case SocketTimeoutException slow -> Failure.TIMED_OUT;
            default -> Failure.BROKEN_OFF;
        };
    }

    private static String reason(Exception e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }

    @PreDestroy
    void close() throws IOException {
        deadlines.shutdownNow();
        kept.close();
        fresh.close();
    }
}
