package dev.konbini.gateway.problem;

import dev.konbini.web.problem.ProblemType;
import dev.konbini.web.problem.RequestProblem;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers what Tomcat refuses before any of our code sees it, such as a header that is too large.
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
        var problem =
                response.getStatus() < 500
                        ? RequestProblem.INVALID_REQUEST
                        : RequestProblem.INTERNAL_ERROR;
        try {
            response.setContentType("application/problem+json");
            response.getReporter().write(document(problem, response.getStatus()));
            response.finishResponse();
        } catch (IOException e) {
            LOG.debug("The client is gone", e);
        }
    }

    private static String document(ProblemType problem, int status) {
        return """
        {"type":"%s","title":"%s","status":%d,"detail":"The server could not read the request: its line or its headers are malformed or too large."}\
        """
                .formatted(problem.uri(), problem.title(), status);
    }
}
