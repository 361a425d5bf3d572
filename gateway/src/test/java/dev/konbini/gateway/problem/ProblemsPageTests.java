package dev.konbini.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ProblemsPageTests {

    private static final Path PAGE = Path.of("..", "docs", "problems.md");

    @Test
    void listsTheGatewaysProblemsInTheirOrder() throws IOException {
        var listed =
                Files.readAllLines(PAGE).stream()
                        .dropWhile(line -> !line.equals("## gateway"))
                        .skip(1)
                        .takeWhile(line -> !line.startsWith("## "))
                        .filter(line -> line.startsWith("| `"))
                        .map(line -> line.split("\\|", -1)[1].trim() + line.split("\\|", -1)[2])
                        .toList();

        assertThat(listed)
                .containsExactlyElementsOf(
                        Arrays.stream(GatewayProblem.values())
                                .map(problem ->
                                        "`%s` %d "
                                                .formatted(name(problem), problem.status().value()))
                                .toList());
    }

    private static String name(GatewayProblem problem) {
        return problem.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
