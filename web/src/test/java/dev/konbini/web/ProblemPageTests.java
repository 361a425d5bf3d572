package dev.konbini.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.web.problem.ProblemPage;
import dev.konbini.web.problem.RequestProblem;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProblemPageTests {

    @Test
    void pageListsWhatEveryServiceMayAnswer() throws IOException {
        var documented = ProblemPage.section(Path.of("../docs/problems.md"), "every service");

        assertThat(documented).isEqualTo(ProblemPage.lines(RequestProblem.values()));
    }
}
