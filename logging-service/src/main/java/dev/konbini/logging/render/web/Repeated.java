package dev.konbini.logging.render.web;

import dev.konbini.web.problem.FieldProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.WebRequest;

/// Parameters that may be given several times. Bound to a list, one that is given once would be
/// taken apart at its commas, which mean something in targets.
final class Repeated {

    private static final int MAX = 100;

    private Repeated() {}

    static List<String> of(WebRequest request, String name) {
        String @Nullable [] values = request.getParameterValues(name);
        if (values == null) {
            return List.of();
        }
        if (values.length > MAX) {
            throw TimeRequest.invalid(
                    FieldProblem.in(name, "It may be given %d times.".formatted(MAX)));
        }
        return List.of(values);
    }
}
