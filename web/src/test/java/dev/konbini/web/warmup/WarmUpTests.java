package dev.konbini.web.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.web.access.AccessRules;
import dev.konbini.web.access.TokenMint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.EventListener;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

class WarmUpTests {

    @TempDir static Path directory;

    @Test
    void replicaAnswersItsOwnRequestsBeforeItIsReady() throws Exception {
        assertThat(start("/open/a,/open/b", "1h")).containsExactly("a", "b", "ready");
    }

    @Test
    void requestThatFailsOrIsNotAllowedKeepsNobodyFromBeingReady() throws Exception {
        assertThat(start("/open/fail,/closed,/open/a", "1h")).containsExactly("fail", "a", "ready");
    }

    @Test
    void leavesOutWhatIsLeftWhenTimeIsUp() throws Exception {
        assertThat(start("/open/a,/open/b", "0s")).containsExactly("ready");
    }

    private static List<String> start(String paths, String limit) throws Exception {
        var keys = Files.writeString(directory.resolve("keys.json"), TokenMint.generate().jwks());
        try (var context =
                SpringApplication.run(
                        Application.class,
                        "--server.port=0",
                        "--konbini.access.keys=" + keys.toUri(),
                        "--konbini.warm-up.paths=" + paths,
                        "--konbini.warm-up.limit=" + limit)) {
            return context.getBean(Application.class).seen();
        }
    }

    @EnableAutoConfiguration
    @RestController
    static class Application {

        private final List<String> seen = new CopyOnWriteArrayList<>();

        List<String> seen() {
            return seen;
        }

        @Bean
        AccessRules rules() {
            return requests -> requests.requestMatchers("/open/*").permitAll();
        }

        @GetMapping({"/open/{name}", "/closed"})
        String answer(@PathVariable(required = false) String name) {
            seen.add(name);
            if (name.equals("fail")) {
                throw new IllegalStateException("as it should");
            }
            return name;
        }

        @EventListener
        void changed(AvailabilityChangeEvent<ReadinessState> event) {
            if (event.getState() == ReadinessState.ACCEPTING_TRAFFIC) {
                seen.add("ready");
            }
        }
    }
}
