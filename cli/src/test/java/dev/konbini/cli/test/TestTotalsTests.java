package dev.konbini.cli.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestTotalsTests {

    private static final Instant BEGUN = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir private Path root;

    @Test
    void addsUpTheReportsOfThisRun() throws IOException {
        report("web/target/surefire-reports/TEST-a.xml", "a", 5, 0, 0, 1, BEGUN);
        report("gateway/target/failsafe-reports/TEST-b.xml", "b", 3, 1, 1, 0, BEGUN.plusSeconds(9));
        report(
                "gateway/target/surefire-reports/TEST-c.xml",
                "c",
                7,
                7,
                0,
                0,
                BEGUN.minusSeconds(1));

        var totals = TestTotals.since(root, BEGUN);

        assertThat(totals.line(Duration.ofSeconds(65)))
                .isEqualTo("5 passed, 2 failed, 1 skipped (1 min 5 s)");
        assertThat(totals.failures()).containsExactly("b: 2 of 3");
    }

    @Test
    void nothingRunIsNothingPassed() {
        assertThat(TestTotals.since(root, BEGUN).line(Duration.ZERO))
                .isEqualTo("0 passed, 0 failed (0 s)");
    }

    private void report(
            String path, String name, int tests, int failures, int errors, int skipped, Instant at)
            throws IOException {
        var file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(
                file,
                """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite name="%s" time="0.1" tests="%d" errors="%d" skipped="%d" failures="%d">
                  <testcase name="x"/>
                </testsuite>
                """
                        .formatted(name, tests, errors, skipped, failures));
        Files.setLastModifiedTime(file, FileTime.from(at));
    }
}
