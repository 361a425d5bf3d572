package dev.konbini.web.problem;

import java.io.IOException;
import java.util.UUID;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.http.HttpStatusCode;

/// Answers what Tomcat refuses before any of our code sees it, such as a header that is too large.
///
/// No trace has begun then: the answer and one line of the log get an id of their own.
final class MalformedRequestValve extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(MalformedRequestValve.class);

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        // Bodies that were begun, and answers that are not errors, are not ours to write.
        if (response.getStatus() < 400
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        var traceId = UUID.randomUUID().toString().replace("-", "");
        try (var _ = MDC.putCloseable("traceId", traceId)) {
            LOG.info(
                    "The server refused a request that it could not read: {}",
                    response.getStatus());
            response.setContentType("application/problem+json");
            response.getReporter().write(document(response.getStatus(), traceId));
            response.finishResponse();
        } catch (IOException e) {
            LOG.debug("The client is gone", e);
        }
    }

    private static String document(int status, String traceId) {
        var problem = RequestProblem.of(HttpStatusCode.valueOf(status));
        return """
        {"type":"%s","title":"%s","status":%d,"detail":"The server could not read the request: its path or a header is malformed or too large, or the path has an escaped slash (%%2F).","traceId":"%s"}\
        """
                .formatted(problem.uri(), problem.title(), status, traceId);
    }
}
