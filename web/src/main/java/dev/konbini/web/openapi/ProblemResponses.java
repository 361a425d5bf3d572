package dev.konbini.web.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/// Says of each error that it is a problem document (RFC 9457).
final class ProblemResponses implements GlobalOpenApiCustomizer {

    private static final String PROBLEM = "Problem";
    private static final Content CONTENT =
            new Content()
                    .addMediaType(
                            org.springframework.http.MediaType.APPLICATION_PROBLEM_JSON_VALUE,
                            new MediaType()
                                    .schema(
                                            new Schema<>()
                                                    .$ref("#/components/schemas/" + PROBLEM)));

    @Override
    public void customise(OpenAPI document) {
        document.getComponents().addSchemas(PROBLEM, problem());
        document.getPaths().values().stream()
                .flatMap(path -> path.readOperations().stream())
                .forEach(ProblemResponses::complete);
    }

    private static void complete(Operation operation) {
        operation
                .getResponses()
                .forEach((status, response) -> {
                    if (status.startsWith("4") || status.startsWith("5")) {
                        response.setContent(CONTENT);
                    }
                });
    }

    private static Schema<?> problem() {
        var fault = new ObjectSchema();
        fault.addProperty("pointer", new StringSchema());
        fault.addProperty("parameter", new StringSchema());
        fault.addProperty("detail", new StringSchema());
        var problem = new ObjectSchema();
        problem.addProperty("type", new StringSchema().format("uri"));
        problem.addProperty("title", new StringSchema());
        problem.addProperty("status", new IntegerSchema());
        problem.addProperty("detail", new StringSchema());
        problem.addProperty("traceId", new StringSchema());
        problem.addProperty("errors", new ArraySchema().items(fault));
        problem.required(List.of("type", "title", "status", "detail"));
        return problem;
    }
}
