package dev.konbini.web.problem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the page that documents the problems, so that each service's tests can hold it to the
/// code.
public final class ProblemPage {

    private static final Pattern ROW = Pattern.compile("\\| `([a-z-]+)` \\| (\\d{3}) \\|.*");

    private ProblemPage() {}

    /// The problems that the section `## name` of `page` lists, each as its name and status, in
    /// their order.
    public static List<String> section(Path page, String name) throws IOException {
        return Files.readAllLines(page).stream()
                .dropWhile(line -> !line.equals("## " + name))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> row.group(1) + " " + row.group(2))
                .toList();
    }

    /// The same of the code's `types`.
    public static List<String> lines(ProblemType... types) {
        return Arrays.stream(types)
                .map(type ->
                        type.uri().getPath().replace("/problems/", "")
                                + " "
                                + type.status().value())
                .toList();
    }
}
