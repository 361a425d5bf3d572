package dev.konbini.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.web.problem.ProblemPage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProblemPageTests {

    @Test
    void pageListsWhatTheServiceMayAnswer() throws IOException {
        var documented = ProblemPage.section(Path.of("../docs/problems.md"), "logging-service");

        assertThat(documented).isEqualTo(ProblemPage.lines(LoggingProblem.values()));
    }
}
