package dev.konbini.logging.render.web;

import dev.konbini.logging.render.function.Function;
import dev.konbini.logging.render.function.Functions;
import dev.konbini.logging.render.function.Parameter;
import dev.konbini.web.problem.ProblemException;
import dev.konbini.web.problem.RequestProblem;
import io.swagger.v3.oas.annotations.Operation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/// What Grafana asks before it offers functions and tags.
@RestController
final class FunctionsController {

    /// The version of graphite-web whose results ours are.
    private static final String VERSION = "1.1.10";

    /// All functions, by name.
    @GetMapping("/functions")
    @Operation(summary = "Every function that targets may call, with its parameters")
    Map<String, FunctionResponse> all() {
        return Functions.all().stream()
                .collect(
                        Collectors.toMap(
                                Function::name,
                                FunctionResponse::from,
                                (one, other) -> one,
                                TreeMap::new));
    }

    /// One function.
    @GetMapping("/functions/{name}")
    @Operation(summary = "One function")
    FunctionResponse one(@PathVariable String name) {
        return Functions.all().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .map(FunctionResponse::from)
                .orElseThrow(() ->
                        new ProblemException(
                                RequestProblem.NOT_FOUND, "No function is called " + name + "."));
    }

    /// No tags: labels are nodes of the path here.
    @GetMapping({"/tags/autoComplete/tags", "/tags/autoComplete/values"})
    @Operation(summary = "Always empty: labels are nodes of the path")
    List<String> tags() {
        return List.of();
    }

    /// Which graphite-web this answers like.
    @GetMapping("/version")
    @Operation(summary = "Which version of graphite-web this answers like")
    Map<String, String> version() {
        return Map.of("version", VERSION);
    }

    /// A function as graphite-web describes its own.
    record FunctionResponse(
            String name,
            String function,
            String description,
            String module,
            String group,
            List<Parameter> params) {

        static FunctionResponse from(Function function) {
            return new FunctionResponse(
                    function.name(),
                    function.name()
                            + function.parameters().stream()
                                    .map(each -> (each.multiple() ? "*" : "") + each.name())
                                    .collect(Collectors.joining(", ", "(", ")")),
                    function.description(),
                    "graphite.render.functions",
                    function.group(),
                    function.parameters());
        }
    }
}
