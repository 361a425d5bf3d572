package dev.konbini.logging.render.web;

import dev.konbini.logging.LoggingProblem;
import dev.konbini.logging.metric.FindNodes;
import dev.konbini.logging.metric.FindNodes.Outcome.Found;
import dev.konbini.logging.metric.FindNodes.Outcome.TooComplex;
import dev.konbini.logging.metric.FindNodes.Outcome.TooMany;
import dev.konbini.logging.metric.MetricNode;
import dev.konbini.logging.metric.MetricProperties;
import dev.konbini.logging.metric.PathPattern;
import dev.konbini.logging.render.web.TimeRequest.Span;
import dev.konbini.web.problem.FieldProblem;
import dev.konbini.web.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;

/// Finds which metrics there are, as Graphite's `/metrics` does.
@RestController
@RequestMapping(path = "/metrics")
final class MetricsController {

    private static final Duration BEFORE = Duration.ofDays(31);

    private final FindNodes findNodes;
    private final MetricProperties properties;
    private final Clock clock;

    MetricsController(FindNodes findNodes, MetricProperties properties, Clock clock) {
        this.findNodes = findNodes;
        this.properties = properties;
        this.clock = clock;
    }

    /// The nodes that a pattern means.
    @RequestMapping(
            path = "/find",
            method = {RequestMethod.GET, RequestMethod.POST})
    @Operation(
            summary = "Nodes of the tree of metrics that a pattern means, as Graphite finds them")
    Object find(
            @RequestParam @NotBlank @Size(max = PathPattern.LENGTH_MAX) String query,
            @Parameter(description = "treejson or completer")
                    @RequestParam(defaultValue = "treejson")
                    @Pattern(regexp = "treejson|completer", message = "is treejson or completer") String format,
            @ParameterObject @Valid TimeRequest time) {
        if (format.equals("completer")) {
            var wanted = query.replace("..", "*.");
            var nodes = nodes(wanted.endsWith("*") ? wanted : wanted + "*", time);
            return Map.of("metrics", nodes.stream().map(MetricsController::completion).toList());
        }
        var base = query.substring(0, query.lastIndexOf('.') + 1);
        var byName = new LinkedHashMap<String, Map<String, Object>>();
        for (var node : nodes(query, time)) {
            byName.putIfAbsent(node.name(), treeNode(base, node));
        }
        return byName.values();
    }

    private static Map<String, Object> completion(MetricNode node) {
        return Map.of(
                "path",
                node.leaf() ? node.path() : node.path() + ".",
                "name",
                node.name(),
                "is_leaf",
                node.leaf() ? "1" : "0");
    }

    private static Map<String, Object> treeNode(String base, MetricNode node) {
        var branch = node.leaf() ? 0 : 1;
        return Map.of(
                "text",
                node.name(),
                "id",
                base + node.name(),
                "allowChildren",
                branch,
                "expandable",
                branch,
                "leaf",
                1 - branch);
    }

    /// The paths that patterns mean.
    @Parameter(
            name = "query",
            in = ParameterIn.QUERY,
            description = "Patterns; may be repeated",
            array = @ArraySchema(schema = @Schema(type = "string")))
    @RequestMapping(
            path = "/expand",
            method = {RequestMethod.GET, RequestMethod.POST})
    @Operation(summary = "The paths that patterns mean")
    Map<String, Object> expand(
            @Parameter(hidden = true) WebRequest request,
            @RequestParam(defaultValue = "0") @Pattern(regexp = "0|1") String groupByExpr,
            @RequestParam(defaultValue = "0") @Pattern(regexp = "0|1") String leavesOnly,
            @ParameterObject @Valid TimeRequest time) {
        var byQuery = new LinkedHashMap<String, List<String>>();
        for (var pattern : Repeated.of(request, "query")) {
            byQuery.put(
                    pattern,
                    nodes(pattern, time).stream()
                            .filter(node -> node.leaf() || leavesOnly.equals("0"))
                            .map(MetricNode::path)
                            .distinct()
                            .toList());
        }
        if (groupByExpr.equals("1")) {
            return Map.of("results", byQuery);
        }
        var all = new TreeSet<String>();
        byQuery.values().forEach(all::addAll);
        return Map.of("results", all);
    }

    /// Every path of a series.
    @RequestMapping(path = "/index.json", method = RequestMethod.GET)
    @Operation(summary = "Every series of the last month")
    List<String> index(@ParameterObject @Valid TimeRequest time) {
        var span = span(time);
        return found(findNodes.all(time.tenantOr(properties), span.from(), span.until())).stream()
                .map(MetricNode::path)
                .toList();
    }

    private List<MetricNode> nodes(String pattern, TimeRequest time) {
        var span = span(time);
        return found(
                findNodes.find(
                        time.tenantOr(properties),
                        new PathPattern(pattern),
                        span.from(),
                        span.until()));
    }

    private Span span(TimeRequest time) {
        return time.span(clock.instant(), BEFORE);
    }

    private static List<MetricNode> found(FindNodes.Outcome outcome) {
        return switch (outcome) {
            case Found(var nodes) -> nodes;
            case TooComplex() ->
                    throw TimeRequest.invalid(
                            FieldProblem.in(
                                    "query", "The pattern is too complex: use fewer wildcards."));
            case TooMany() ->
                    throw new ProblemException(
                            LoggingProblem.TARGET_TOO_LARGE,
                            "More than %,d nodes match: make the pattern narrower."
                                    .formatted(FindNodes.NODES_MAX));
        };
    }
}
