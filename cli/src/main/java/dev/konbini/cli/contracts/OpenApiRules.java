package dev.konbini.cli.contracts;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Compares two versions of an OpenAPI document as a client of the released one sees it.
///
/// Errors are not compared: a client must expect any.
final class OpenApiRules {

    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
    private static final String LOST = "clients of the released version use it";
    private static final String REFUSED = "clients of the released version leave it out";

    private final String file;
    private final List<Breach> breaches;

    /// @param breaches what is found is added to them
    OpenApiRules(String file, List<Breach> breaches) {
        this.file = file;
        this.breaches = breaches;
    }

    /// Compares whole documents.
    void compare(Node released, Node current) {
        for (var path : released.in("paths").names()) {
            var before = released.in("paths", path);
            var now = current.in("paths", path);
            if (!now.exists()) {
                breach(before, "the path %s was removed".formatted(path), LOST);
                continue;
            }
            for (var method : before.names()) {
                if (METHODS.contains(method)) {
                    operation(before.in(method), now.in(method), method + " " + path);
                }
            }
        }
    }

    private void operation(Node released, Node current, String name) {
        if (!current.exists()) {
            breach(released, "the operation %s was removed".formatted(name), LOST);
            return;
        }
        if (!needsToken(released) && needsToken(current)) {
            breach(
                    current.in("security"),
                    "%s is no longer for everybody".formatted(name),
                    "clients of the released version send no token");
        }
        parameters(released, current);
        body(released.in("requestBody").resolved(), current.in("requestBody").resolved());
        responses(released.in("responses"), current.in("responses"));
    }

    private static boolean needsToken(Node operation) {
        var own = operation.json().path("security");
        return own.isMissingNode() ? !operation.root().path("security").isEmpty() : !own.isEmpty();
    }

    private void parameters(Node released, Node current) {
        var before = parameters(released);
        var now = parameters(current);
        before.forEach((name, old) -> {
            var parameter = now.get(name);
            if (parameter == null) {
                breach(old, "the parameter %s was removed".formatted(name), Flow.REQUEST.removed());
                return;
            }
            if (!isRequired(old) && isRequired(parameter)) {
                breach(parameter, "the parameter %s has become required".formatted(name), REFUSED);
            }
            schema(Flow.REQUEST, old.in("schema"), parameter.in("schema"));
        });
        now.forEach((name, parameter) -> {
            if (!before.containsKey(name) && isRequired(parameter)) {
                breach(parameter, "the new parameter %s is required".formatted(name), REFUSED);
            }
        });
    }

    /// By place and name, such as `query size`.
    private static Map<String, Node> parameters(Node operation) {
        var list = operation.in("parameters");
        return IntStream.range(0, list.json().size())
                .mapToObj(i -> list.in(i).resolved())
                .collect(
                        Collectors.toMap(
                                each -> each.text("in") + " " + each.text("name"),
                                Function.identity()));
    }

    private void body(Node released, Node current) {
        if (!current.exists()) {
            if (released.exists()) {
                breach(released, "the request body was removed", Flow.REQUEST.removed());
            }
            return;
        }
        if (!isRequired(released) && isRequired(current)) {
            breach(current, "a request body has become required", REFUSED);
        }
        if (released.exists()) {
            content(Flow.REQUEST, released.in("content"), current.in("content"));
        }
    }

    private void responses(Node released, Node current) {
        for (var status : released.names()) {
            if (!status.startsWith("2")) {
                continue;
            }
            var before = released.in(status).resolved();
            var now = current.in(status).resolved();
            if (!now.exists()) {
                breach(before, "the answer %s was removed".formatted(status), LOST);
                continue;
            }
            for (var header : before.in("headers").names()) {
                if (!now.in("headers", header).exists()) {
                    breach(
                            before.in("headers", header),
                            "the header %s was removed".formatted(header),
                            Flow.RESPONSE.removed());
                }
            }
            content(Flow.RESPONSE, before.in("content"), now.in("content"));
        }
    }

    private void content(Flow flow, Node released, Node current) {
        for (var type : released.names()) {
            if (current.in(type).exists()) {
                schema(flow, released.in(type, "schema"), current.in(type, "schema"));
            } else {
                breach(
                        released.in(type),
                        "the media type %s was removed".formatted(type),
                        flow.removed());
            }
        }
    }

    private void schema(Flow flow, Node released, Node current) {
        new SchemaRules(file, flow, breaches).compare(released, current);
    }

    private static boolean isRequired(Node part) {
        return part.json().path("required").asBoolean(false);
    }

    private void breach(Node place, String what, String why) {
        breaches.add(new Breach(file, place.pointer(), what, why));
    }
}
