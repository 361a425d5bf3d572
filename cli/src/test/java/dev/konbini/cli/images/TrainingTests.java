package dev.konbini.cli.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingTests {

    private static final Path SCRIPT = Path.of("../images/aot-cache.sh");

    @Test
    void namesEachServerToTheScriptThatRecords() throws IOException {
        var environment =
                Training.environment(
                        Map.of(
                                "mongodb",
                                "mongodb://127.0.0.1:1/",
                                "kafka",
                                "127.0.0.1:2",
                                "elasticsearch",
                                "http://127.0.0.1:3"));

        assertThat(environment)
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "KONBINI_TRAINING_MONGODB",
                                "mongodb://127.0.0.1:1/",
                                "KONBINI_TRAINING_KAFKA",
                                "127.0.0.1:2",
                                "KONBINI_TRAINING_ELASTICSEARCH",
                                "http://127.0.0.1:3"));
        var script = Files.readString(SCRIPT);
        assertThat(environment.keySet())
                .allSatisfy(name -> assertThat(script).contains("${" + name + ":-"));
    }
}
