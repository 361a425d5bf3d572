package dev.konbini.gateway.apidocs;

import dev.konbini.gateway.problem.GatewayProblem;
import dev.konbini.gateway.problem.Refusals;
import dev.konbini.gateway.replica.ServiceName;
import java.io.IOException;
import java.util.Set;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// Serves the documentation page, its parts, and each service's document.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ApiDocsProperties.class)
class ApiDocs {

    /// The page shows documents that services wrote, so it may run and load only what is served
    /// here.
    private static final String POLICY =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:";

    /// All that the page needs of Swagger UI's files.
    private static final Set<String> ASSETS =
            Set.of(
                    "swagger-ui.css",
                    "index.css",
                    "favicon-32x32.png",
                    "swagger-ui-bundle.js",
                    "swagger-ui-standalone-preset.js");

    @Bean
    @Order(0)
    RouterFunction<ServerResponse> apiDocsRoutes(
            ApiDocsProperties properties, ServiceDocs documents, Refusals refusals) {
        return RouterFunctions.route()
                .GET("/api/docs", request -> page("index.html"))
                .GET("/api/docs/assets/start.js", request -> page("start.js"))
                .GET("/api/docs/assets/{file}", request -> asset(request, properties, refusals))
                .GET(
                        "/api/docs/{service}",
                        request ->
                                ServiceName.of(request.pathVariable("service"))
                                        .map(service -> documents.of(service, request))
                                        .orElseGet(() -> unknown(request, refusals)))
                .build();
    }

    private static ServerResponse page(String file) {
        return file(new ClassPathResource("apidocs/" + file), "no-cache");
    }

    private static ServerResponse asset(
            ServerRequest request, ApiDocsProperties properties, Refusals refusals)
            throws IOException {
        var file = request.pathVariable("file");
        return ASSETS.contains(file)
                ? file(properties.assets().createRelative(file), "max-age=3600")
                : unknown(request, refusals);
    }

    private static ServerResponse file(Resource file, String caching) {
        return ServerResponse.ok()
                .contentType(
                        MediaTypeFactory.getMediaType(file)
                                .orElse(MediaType.APPLICATION_OCTET_STREAM))
                .header(HttpHeaders.CACHE_CONTROL, caching)
                .header("Content-Security-Policy", POLICY)
                .body(file);
    }

    private static ServerResponse unknown(ServerRequest request, Refusals refusals) {
        return refusals.of(
                request,
                GatewayProblem.NOT_ROUTED,
                "There are documents of commerce, transaction and logging.");
    }
}
