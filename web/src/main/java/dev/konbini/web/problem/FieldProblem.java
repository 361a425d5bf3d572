package dev.konbini.web.problem;

import org.jspecify.annotations.Nullable;

/// What is wrong with one part of a request.
///
/// @param pointer where it stands in the body, as a JSON pointer (RFC 6901); null for what is not
///   in the body
/// @param parameter the query parameter, path variable or header; null for what is in the body
/// @param detail what to change
public record FieldProblem(@Nullable String pointer, @Nullable String parameter, String detail) {

    /// A fault in the body, at `pointer` such as `/lines/0/sku`.
    public static FieldProblem at(String pointer, String detail) {
        return new FieldProblem(pointer, null, detail);
    }

    /// A fault in the parameter called `name`.
    public static FieldProblem in(String name, String detail) {
        return new FieldProblem(null, name, detail);
    }

    /// Turns a bean path such as `lines[0].sku` into a pointer such as `/lines/0/sku`.
    static String pointer(String beanPath) {
        return beanPath.isEmpty()
                ? ""
                : "/" + beanPath.replace("]", "").replace('[', '/').replace('.', '/');
    }
}
