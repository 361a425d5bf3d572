package dev.konbini.cli.contracts;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

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
        security(released, current, name);
        parameters(released, current);
        body(released.in("requestBody").resolved(), current.in("requestBody").resolved());
        responses(released.in("responses"), current.in("responses"));
    }

    /// Refuses where a client that could show enough no longer can.
    private void security(Node released, Node current, String name) {
        var now = ways(security(current));
        for (var way : ways(security(released))) {
            if (now.stream().noneMatch(each -> asksForNoMore(each, way))) {
                breach(
                        security(current),
                        way.isEmpty()
                                ? "%s is no longer for everybody".formatted(name)
                                : "%s asks for more than %s".formatted(name, way),
                        way.isEmpty()
                                ? "clients of the released version send no token"
                                : "clients of the released version have no more than that");
            }
        }
    }

    private static Node security(Node operation) {
        var own = operation.in("security");
        return own.exists() ? own : Node.of(operation.root()).in("security");
    }

    /// The schemes that each of the ways in needs, with their scopes.
    private static List<Map<String, Set<String>>> ways(Node security) {
        var ways =
                security.json()
                        .valueStream()
                        .map(way ->
                                way.propertyStream()
                                        .collect(
                                                Collectors.toMap(
                                                        Map.Entry::getKey,
                                                        each -> scopes(each.getValue()))))
                        .toList();
        return ways.isEmpty() ? List.of(Map.of()) : ways;
    }

    private static Set<String> scopes(JsonNode scopes) {
        return scopes.valueStream().map(JsonNode::asString).collect(Collectors.toSet());
    }

    private static boolean asksForNoMore(
            Map<String, Set<String>> now, Map<String, Set<String>> before) {
        return now.entrySet().stream()
                .allMatch(each ->
                        before.getOrDefault(each.getKey(), Set.of()).containsAll(each.getValue())
                                && before.containsKey(each.getKey()));
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
            if (!form(old).equals(form(parameter))) {
                breach(
                        parameter,
                        "the parameter %s is written as %s instead of %s"
                                .formatted(name, form(parameter), form(old)),
                        "clients of the released version write it as before");
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

    /// How a parameter's value is written (OpenAPI 3.1, 4.8.12.2).
    private static String form(Node parameter) {
        boolean asForm = List.of("query", "cookie").contains(parameter.text("in"));
        var style = parameter.json().path("style").asString(asForm ? "form" : "simple");
        boolean explode = parameter.json().path("explode").asBoolean(style.equals("form"));
        return explode ? style + ", exploded" : style;
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
            if (!status.startsWith("2") && !status.startsWith("3")) {
                continue;
            }
            var before = released.in(status).resolved();
            var now = current.in(status).resolved();
            if (!now.exists()) {
                breach(before, "the answer %s was removed".formatted(status), LOST);
                continue;
            }
            for (var header : before.in("headers").names()) {
                header(header, before.in("headers", header), now.in("headers", header));
            }
            content(Flow.RESPONSE, before.in("content"), now.in("content"));
        }
    }

    private void header(String name, Node releasedPlace, Node currentPlace) {
        if (!currentPlace.exists()) {
            breach(
                    releasedPlace,
                    "the header %s was removed".formatted(name),
                    Flow.RESPONSE.removed());
            return;
        }
        var released = releasedPlace.resolved();
        var current = currentPlace.resolved();
        if (isRequired(released) && !isRequired(current)) {
            breach(
                    current,
                    "the header %s is no longer always there".formatted(name),
                    Flow.RESPONSE.removed());
        }
        schema(Flow.RESPONSE, released.in("schema"), current.in("schema"));
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
