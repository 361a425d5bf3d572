package dev.konbini.cli.test;

import dev.konbini.cli.terminal.Figures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// What the reports of Surefire and Failsafe add up to.
///
/// @param failures classes with tests that failed, with their numbers
record TestTotals(int passed, int failed, int skipped, List<String> failures) {

    private static final Pattern SUITE = Pattern.compile("<testsuite [^>]*>");
    private static final List<String> FOLDERS =
            List.of("target/surefire-reports", "target/failsafe-reports");

    /// Adds up the reports of all modules that were written after `since`.
    static TestTotals since(Path root, Instant since) {
        var totals = new TestTotals(0, 0, 0, List.of());
        try (var modules = Files.newDirectoryStream(root, Files::isDirectory)) {
            for (var module : modules) {
                for (var folder : FOLDERS) {
                    totals = totals.plus(module.resolve(folder), since);
                }
            }
            return totals;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The closing line.
    String line(Duration elapsed) {
        return "%d passed, %d failed%s (%s)"
                .formatted(
                        passed,
                        failed,
                        skipped == 0 ? "" : ", " + skipped + " skipped",
                        Figures.uptime(elapsed));
    }

    private TestTotals plus(Path folder, Instant since) throws IOException {
        if (!Files.isDirectory(folder)) {
            return this;
        }
        var totals = this;
        try (var reports = Files.newDirectoryStream(folder, "TEST-*.xml")) {
            for (var report : reports) {
                if (!Files.getLastModifiedTime(report).toInstant().isBefore(since)) {
                    totals = totals.plus(Files.readString(report));
                }
            }
        }
        return totals;
    }

    /// Adds one report, an XML file whose root is `testsuite`.
    TestTotals plus(String report) {
        var matcher = SUITE.matcher(report);
        if (!matcher.find()) {
            return this;
        }
        var suite = matcher.group();
        int all = number(suite, "tests");
        int bad = number(suite, "failures") + number(suite, "errors");
        int unrun = number(suite, "skipped");
        var bads = new ArrayList<>(failures);
        if (bad > 0) {
            bads.add("%s: %d of %d".formatted(attribute(suite, "name"), bad, all));
        }
        return new TestTotals(
                passed + all - bad - unrun, failed + bad, skipped + unrun, List.copyOf(bads));
    }

    private static int number(String suite, String name) {
        var value = attribute(suite, name);
        return value.isEmpty() ? 0 : Integer.parseInt(value);
    }

    private static String attribute(String suite, String name) {
        var matcher = Pattern.compile(" " + name + "=\"([^\"]*)\"").matcher(suite);
        return matcher.find() ? matcher.group(1) : "";
    }
}
