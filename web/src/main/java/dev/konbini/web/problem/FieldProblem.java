package dev.konbini.web.problem;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is wrong with one part of a request.
///
/// @param pointer where it stands in the body, as a JSON pointer (RFC 6901); null for what is not
///   in the body
/// @param parameter the query parameter, path variable or header; null for what is in the body
/// @param detail what to change
public record FieldProblem(@Nullable String pointer, @Nullable String parameter, String detail) {

    /// What is in brackets is a key, whatever characters it has.
    private static final Pattern STEP = Pattern.compile("\\[(.*?)](?=[.\\[]|$)|[^.\\[]+");

    /// A fault in the body, at `pointer` such as `/lines/0/sku`.
    public static FieldProblem at(String pointer, String detail) {
        return new FieldProblem(pointer, null, detail);
    }

    /// A fault in the parameter called `name`.
    public static FieldProblem in(String name, String detail) {
        return new FieldProblem(null, name, detail);
    }

    /// Turns a bean path such as `lines[0].sku` or `attributes[a/b].en` into a pointer such as
    /// `/lines/0/sku` or `/attributes/a~1b/en`.
    static String pointer(String beanPath) {
        return STEP.matcher(beanPath)
                .results()
                .map(step -> step(step.group(1) == null ? step.group() : step.group(1)))
                .collect(Collectors.joining());
    }

    /// One step of a pointer (RFC 6901, section 3).
    static String step(String name) {
        return "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
