package dev.konbini.gateway.page;

import dev.konbini.gateway.state.SuiteState;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/// Serves the start page at `/`.
@Configuration(proxyBeanMethods = false)
class StartPage {

    private static final MediaType HTML =
            new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    @Bean
    @Order(0)
    RouterFunction<ServerResponse> startPageRoute(
            SuiteState suite, ObjectProvider<BuildProperties> build) {
        return RouterFunctions.route()
                .GET(
                        "/",
                        request ->
                                ServerResponse.ok()
                                        .contentType(HTML)
                                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                                        .header(
                                                "Content-Security-Policy",
                                                "default-src 'none'; style-src 'unsafe-inline'; img-src data:")
                                        .body(
                                                StartHtml.of(
                                                        suite.services(),
                                                        version(build),
                                                        Clock.systemUTC().instant())))
                .build();
    }

    private static String version(ObjectProvider<BuildProperties> build) {
        return Optional.ofNullable(build.getIfAvailable())
                .flatMap(known -> Optional.ofNullable(known.getVersion()))
                .orElse("development build");
    }
}
