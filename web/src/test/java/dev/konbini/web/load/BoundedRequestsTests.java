package dev.konbini.web.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.web.access.AccessRules;
import dev.konbini.web.access.TokenMint;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

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
                        "--konbini.load.requests=" + MAX,
                        "--konbini.load.body=1KB");
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

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aBodyThatIsTooLargeIsRefusedWhetherOrNotItSaysSo(boolean lengthIsSaid) throws Exception {
        var text = "\"" + "x".repeat(2000) + "\"";
        var body =
                lengthIsSaid
                        ? BodyPublishers.ofString(text)
                        : BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream(text.getBytes(US_ASCII)));

        var answer = client.send(post(body), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("https://konbini.dev/problems/too-large", "1 KB");
        assertThat(
                        client.send(
                                        post(BodyPublishers.ofString("\"small\"")),
                                        BodyHandlers.ofString())
                                .body())
                .isEqualTo("small");
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
        return HttpRequest.newBuilder(uri(path)).build();
    }

    private HttpRequest post(BodyPublisher body) {
        return HttpRequest.newBuilder(uri("/said"))
                .header("Content-Type", "application/json")
                .POST(body)
                .build();
    }

    private URI uri(String path) {
        var port = context.getEnvironment().getRequiredProperty("local.server.port");
        return URI.create("http://localhost:" + port + path);
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

        @PostMapping("/said")
        String said(@RequestBody JsonNode body) {
            return body.asString();
        }

        @GetMapping("/broken")
        String broken() {
            throw new IllegalStateException("broken");
        }
    }
}
