package dev.konbini.web.load;

import dev.konbini.web.problem.ProblemException;
import dev.konbini.web.problem.RequestProblem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Type;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.RequestBodyAdviceAdapter;

/// Refuses a body that is larger than any that is meant, before it is made into objects: three
/// bytes of JSON can become sixty of heap. What an endpoint reads by itself is bounded by itself.
@RestControllerAdvice
final class BoundedBodies extends RequestBodyAdviceAdapter {

    private final DataSize bodyMax;

    BoundedBodies(LoadProperties properties) {
        this.bodyMax = properties.body();
    }

    @Override
    public boolean supports(
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter) {
        return true;
    }

    @Override
    public HttpInputMessage beforeBodyRead(
            HttpInputMessage request,
            MethodParameter parameter,
            Type type,
            Class<? extends HttpMessageConverter<?>> converter)
            throws IOException {
        var max = Math.toIntExact(bodyMax.toBytes());
        if (request.getHeaders().getContentLength() > max) {
            throw tooLarge();
        }
        var body = request.getBody().readNBytes(max + 1);
        if (body.length > max) {
            throw tooLarge();
        }
        return new HttpInputMessage() {
            @Override
            public InputStream getBody() {
                return new ByteArrayInputStream(body);
            }

            @Override
            public HttpHeaders getHeaders() {
                return request.getHeaders();
            }
        };
    }

    private ProblemException tooLarge() {
        return new ProblemException(
                RequestProblem.TOO_LARGE,
                "The body may have %d KB at most.".formatted(bodyMax.toKilobytes()));
    }
}
