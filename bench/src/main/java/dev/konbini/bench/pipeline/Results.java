package dev.konbini.bench.pipeline;

import dev.konbini.bench.figure.MarkdownTable;
import dev.konbini.bench.figure.Text;
import dev.konbini.bench.pipeline.Pipeline.Result;
import java.io.PrintStream;
import java.util.List;

/// The table of the pipeline's figures.
final class Results {

    private final MarkdownTable table;

    Results(PrintStream out, int averageBytes, int lines) {
        out.println("%,d lines of %d bytes on average.%n".formatted(lines, averageBytes));
        table =
                new MarkdownTable(
                        out,
                        List.of(
                                "writer",
                                "docs/s",
                                "of raw",
                                "docs/s from 10 % on",
                                "of raw",
                                "writer's CPU s per million",
                                "Elasticsearch's CPU s per million",
                                "index bytes per doc",
                                "missing",
                                "double"));
    }

    void addRaw(String writer, Result raw) {
        add(writer, raw, Text.NONE, Text.NONE);
    }

    /// Adds a writer that is compared with the mean of what raw requests came to before and after
    /// it.
    void addCompared(String writer, Result result, Result before, Result after) {
        double rate = (before.course().rate() + after.course().rate()) / 2;
        double steadyRate = (before.course().steadyRate() + after.course().steadyRate()) / 2;
        add(
                writer,
                result,
                Text.hundredths(result.course().rate() / rate),
                Text.hundredths(result.course().steadyRate() / steadyRate));
    }

    private void add(String writer, Result result, String ofRaw, String ofRawSteadily) {
        var course = result.course();
        table.add(
                writer,
                Text.whole(course.rate()),
                ofRaw,
                Text.whole(course.steadyRate()),
                ofRawSteadily,
                Text.tenths(course.writerCpuPerMillion()),
                Text.tenths(course.elasticsearchCpuPerMillion()),
                Text.whole(result.bytesPerDocument()),
                Text.count(result.missing()),
                Text.count(result.doubles()));
    }
}
