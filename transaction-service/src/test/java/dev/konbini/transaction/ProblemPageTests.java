package dev.konbini.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.konbini.transaction.problem.TransactionProblem;
import dev.konbini.web.problem.ProblemPage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProblemPageTests {

    @Test
    void pageListsWhatTransactionServiceMayAnswer() throws IOException {
        var documented =
                ProblemPage.section(
                        Path.of(System.getProperty("contracts.directory"))
                                .resolveSibling("docs/problems.md"),
                        "transaction-service");

        assertThat(documented).isEqualTo(ProblemPage.lines(TransactionProblem.values()));
    }
}
