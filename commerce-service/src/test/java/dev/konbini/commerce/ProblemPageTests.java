package dev.konbini.commerce;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.commerce.problem.CommerceProblem;
import dev.konbini.web.problem.ProblemPage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProblemPageTests {

    @Test
    void pageListsWhatCommerceServiceMayAnswer() throws IOException {
        var documented = ProblemPage.section(Path.of("../docs/problems.md"), "commerce-service");

        assertThat(documented).isEqualTo(ProblemPage.lines(CommerceProblem.values()));
    }
}
