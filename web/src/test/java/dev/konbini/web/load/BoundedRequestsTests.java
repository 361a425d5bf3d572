package dev.konbini.web.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.web.access.AccessRules;
import dev.konbini.web.access.TokenMint;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class BoundedRequestsTests {

    private static final int MAX = 2;

    @TempDir private Path directory;

    private final HttpClient client = HttpClient.newHttpClient();
    private ConfigurableApplicationContext context;
    private Application application;

    @BeforeEach
    void start() throws IOException {
        var keys = Files.writeString(directory.resolve("keys.json"), TokenMint.generate().jwks());
        context =
                SpringApplication.run(
                        Application.class,
                        "--server.port=0",
                        "--konbini.access.keys=" + keys.toUri(),
                        "--konbini.load.requests=" + MAX);
        application = context.getBean(Application.class);
    }

    @AfterEach
    void stop() {
        application.go.countDown();
        context.close();
        client.close();
    }

    @Test
    void whoIsTooManyIsToldAtOnceAndTheOthersAreAnswered() throws Exception {
        var first = waiting("/slow");
        var second = waiting("/slow");

        var third = get("/open");
        application.go.countDown();

        assertThat(third.statusCode()).isEqualTo(503);
        assertThat(third.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(third.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(third.body()).contains("https://konbini.dev/problems/unavailable");
        assertThat(first.get().body()).isEqualTo("slow");
        assertThat(second.get().body()).isEqualTo("slow");
        assertThat(get("/open").statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsBeingAnsweredDoesNotCount() throws Exception {
        for (var i = 0; i < MAX; i++) {
            var _ = waiting("/stream");
        }

        assertThat(get("/open").statusCode()).isEqualTo(200);
    }

    @Test
    void whatFailedDoesNotCount() throws Exception {
        for (var i = 0; i <= MAX; i++) {
            assertThat(get("/broken").statusCode()).isEqualTo(500);
        }
    }

    private CompletableFuture<HttpResponse<String>> waiting(String path)
            throws InterruptedException {
        var answer = client.sendAsync(request(path), BodyHandlers.ofString());
        application.came.acquire();
        return answer;
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path), BodyHandlers.ofString());
    }

    private HttpRequest request(String path) {
        var port = context.getEnvironment().getRequiredProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
    }

    @EnableAutoConfiguration
    @RestController
    static class Application {

        private final Semaphore came = new Semaphore(0);
        private final CountDownLatch go = new CountDownLatch(1);

        @Bean
        AccessRules rules() {
            return requests -> requests.requestMatchers("/**").permitAll();
        }

        @GetMapping("/open")
        String open() {
            return "open";
        }

        @GetMapping("/slow")
        String slow() throws InterruptedException {
            came.release();
            go.await();
            return "slow";
        }

        @GetMapping("/stream")
        void stream(HttpServletResponse response) throws IOException, InterruptedException {
            response.getOutputStream().print("begun");
            response.flushBuffer();
            came.release();
            go.await();
        }

        @GetMapping("/broken")
        String broken() {
            throw new IllegalStateException("broken");
        }
    }
}
