package dev.konbini.web.problem;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// Turns every exception that leaves a handler into a problem document.
///
/// What nobody foresaw is logged with its stack and answered without it.
@RestControllerAdvice
final class ProblemAdvice extends ResponseEntityExceptionHandler {

    private static final String MISSING = "is missing";

    private final JsonMapper json;

    ProblemAdvice(JsonMapper json) {
        this.json = json;
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> problem(ProblemException e) {
        return e.response();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> unauthenticated(AuthenticationException e) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        return Problems.response(
                RequestProblem.UNAUTHENTICATED,
                "Send a valid token in the header Authorization: Bearer TOKEN.",
                Map.of(),
                headers);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> forbidden(AccessDeniedException e) {
        return Problems.response(
                RequestProblem.FORBIDDEN, "The token's roles do not permit this call.");
    }

    /// The firewall refuses a path before anything handles it, and the name of a parameter or the
    /// value of a header when it is read.
    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(RequestRejectedException e) {
        logger.debug("The firewall refused a request", e);
        return Problems.response(
                RequestProblem.INVALID_REQUEST,
                "The path, a header or the name of a parameter is not one that is accepted.");
    }

    /// Says that something went wrong; or, where part of another answer has left already, leaves it
    /// to the server to end the connection, so that the client does not take the part for the
    /// whole.
    @ExceptionHandler
    ResponseEntity<ProblemDetail> unforeseen(Exception e, HttpServletResponse response)
            throws Exception {
        if (response.isCommitted()) {
            throw e;
        }
        logger.error("Unforeseen failure of a request", e);
        return Problems.response(
                RequestProblem.INTERNAL_ERROR,
                "The failure was logged under this trace id. Trying again may help.");
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return invalid(
                e.getBindingResult().getAllErrors().stream()
                        .map(error -> problem(e.getParameter(), error))
                        .toList());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHandlerMethodValidationException(
            HandlerMethodValidationException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var beans =
                e.getBeanResults().stream()
                        .flatMap(result ->
                                result.getFieldErrors().stream()
                                        .map(error -> problem(result.getMethodParameter(), error)));
        var parameters =
                e.getValueResults().stream()
                        .flatMap(result ->
                                result.getResolvableErrors().stream()
                                        .map(error ->
                                                FieldProblem.in(
                                                        String.valueOf(
                                                                result.getMethodParameter()
                                                                        .getParameterName()),
                                                        String.valueOf(
                                                                error.getDefaultMessage()))));
        return invalid(Stream.concat(beans, parameters).toList());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return e.getCause() instanceof JacksonException fault
                ? invalid(List.of(JsonFault.of(fault, json)))
                : invalid(List.of(FieldProblem.at("", "A JSON body is needed.")));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMissingServletRequestParameter(
            MissingServletRequestParameterException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return invalid(List.of(FieldProblem.in(e.getParameterName(), MISSING)));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleServletRequestBindingException(
            ServletRequestBindingException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return e instanceof MissingRequestHeaderException missing
                ? invalid(List.of(FieldProblem.in(missing.getHeaderName(), MISSING)))
                : super.handleServletRequestBindingException(e, headers, status, request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleNoHandlerFoundException(
            NoHandlerFoundException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        return handleExceptionInternal(
                e,
                Problems.document(
                        RequestProblem.NOT_FOUND,
                        "Nothing has this path. /api/docs lists what there is."),
                headers,
                status,
                request);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleTypeMismatch(
            org.springframework.beans.TypeMismatchException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var name =
                e instanceof MethodArgumentTypeMismatchException argument ? argument.getName() : "";
        return invalid(List.of(FieldProblem.in(name, notTaken(e.getValue()))));
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var type = RequestProblem.of(status);
        var detail =
                body instanceof ProblemDetail problem && problem.getDetail() != null
                        ? problem.getDetail()
                        : type.title() + ".";
        var document = Problems.document(type, detail);
        document.setStatus(status.value());
        // Those of some exceptions are read-only.
        var answered = new HttpHeaders(headers);
        answered.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        return super.handleExceptionInternal(e, document, answered, status, request);
    }

    /// What is wrong with a part of `bean`, the body or parameters that are taken together.
    private static FieldProblem problem(MethodParameter bean, ObjectError error) {
        var field = error instanceof FieldError one ? one.getField() : "";
        var detail =
                error instanceof FieldError one && one.isBindingFailure()
                        ? notTaken(one.getRejectedValue())
                        : String.valueOf(error.getDefaultMessage());
        return bean.hasParameterAnnotation(RequestBody.class)
                ? FieldProblem.at(FieldProblem.pointer(field), detail)
                : FieldProblem.in(field, detail);
    }

    private static String notTaken(@Nullable Object value) {
        return "\"%s\" is not a value that it takes.".formatted(value);
    }

    private static ResponseEntity<Object> invalid(List<FieldProblem> errors) {
        var problem =
                Problems.response(
                        RequestProblem.INVALID_REQUEST, "Change what errors[] names.", errors);
        return ResponseEntity.status(problem.getStatusCode())
                .headers(problem.getHeaders())
                .body(problem.getBody());
    }
}
