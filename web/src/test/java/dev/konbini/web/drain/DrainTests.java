package dev.konbini.web.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.web.access.AccessRules;
import dev.konbini.web.access.TokenMint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

class DrainTests {

    @TempDir static Path directory;

    /// More requests than Tomcat takes on one connection.
    private static final int MANY = 250;

    @Test
    void tellsAClientThatAConnectionWasUsedForTheLastTime() throws Exception {
        try (var context = start("2s");
                var client = HttpClient.newHttpClient()) {
            var connections = new ArrayList<List<String>>();
            for (int i = 0; i < MANY; i++) {
                var answer = get(client, port(context));
                assertThat(answer.statusCode()).isEqualTo(200);
                connections.add(answer.headers().allValues("Connection"));
            }

            assertThat(connections).contains(List.of("close")).contains(List.of());
        }
    }

    @Test
    void servesOnWhileUnreadyAndAsksForNewConnections() throws Exception {
        var context = start("1h");
        var port = port(context);
        var availability = context.getBean(ApplicationAvailability.class);
        var before = get(port);

        var closing = new Thread(context::close);
        closing.start();
        var during = before;
        while (during.headers().firstValue("Konbini-Draining").isEmpty()) {
            during = get(port);
        }

        assertThat(before.statusCode()).isEqualTo(200);
        assertThat(before.headers().allValues("Keep-Alive")).containsExactly("timeout=3599");
        assertThat(during.statusCode()).isEqualTo(200);
        assertThat(during.headers().firstValue("Connection")).hasValue("close");
        assertThat(during.headers().firstValue("Konbini-Draining")).hasValue("true");
        assertThat(availability.getReadinessState()).isEqualTo(ReadinessState.REFUSING_TRAFFIC);

        closing.interrupt();
        closing.join();
        assertThat(context.isActive()).isFalse();
    }

    @Test
    void saysSoInTheAnswerToARequestThatCameBefore() throws Exception {
        var context = start("1h");
        var port = port(context);
        var application = context.getBean(Application.class);
        try (var client = HttpClient.newHttpClient()) {
            var slow = client.sendAsync(request(port, "/slow"), BodyHandlers.ofString());
            application.came.await();

            var closing = new Thread(context::close);
            closing.start();
            while (get(port).headers().firstValue("Konbini-Draining").isEmpty()) {
                Thread.onSpinWait();
            }
            application.go.countDown();

            assertThat(slow.get().body()).isEqualTo("slow");
            assertThat(slow.get().headers().allValues("Connection")).containsExactly("close");
            assertThat(slow.get().headers().firstValue("Konbini-Draining")).hasValue("true");
            assertThat(slow.get().headers().firstValue("Keep-Alive")).isEmpty();

            closing.interrupt();
            closing.join();
        }
    }

    private static ConfigurableApplicationContext start(String unreadyFor) throws IOException {
        var keys = Files.writeString(directory.resolve("keys.json"), TokenMint.generate().jwks());
        return SpringApplication.run(
                Application.class,
                "--server.port=0",
                "--konbini.access.keys=" + keys.toUri(),
                "--konbini.drain.unready-for=" + unreadyFor);
    }

    private static int port(ConfigurableApplicationContext context) {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private static HttpResponse<String> get(int port) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return get(client, port);
        }
    }

    private static HttpResponse<String> get(HttpClient client, int port)
            throws IOException, InterruptedException {
        return client.send(request(port, "/open"), BodyHandlers.ofString());
    }

    private static HttpRequest request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
    }

    @EnableAutoConfiguration
    @RestController
    static class Application {

        @Bean
        AccessRules rules() {
            return requests -> requests.requestMatchers("/open", "/slow").permitAll();
        }

        @GetMapping("/open")
        String open() {
            return "open";
        }

        private final CountDownLatch came = new CountDownLatch(1);
        private final CountDownLatch go = new CountDownLatch(1);

        @GetMapping("/slow")
        String slow() throws InterruptedException {
            came.countDown();
            go.await();
            return "slow";
        }
    }
}
