package dev.konbini.cli.upgrade;

import dev.konbini.cli.traffic.Latencies;
import dev.konbini.cli.upgrade.Spell.State;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The report as a page.
record ReportPage(Outcome outcome) {

    private static final int WIDTH = 900;
    private static final int NAMES = 180;
    private static final int ROW = 26;
    private static final int FAILURES_SHOWN = 50;

    String html() {
        return """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Konbini: upgrade to %1$s, %4$s</title>
        <style>
        body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 62rem; padding: 0 1rem; color: #1d2430; }
        h1 { font-size: 1.5rem } h2 { font-size: 1.1rem; margin-top: 2rem }
        .kept { color: #17692b } .unproven { color: #8a5a00 } .broken { color: #a3201d }
        table { border-collapse: collapse } th, td { padding: .25rem .9rem .25rem 0; text-align: right; border-bottom: 1px solid #dfe3ea }
        th:first-child, td:first-child { text-align: left; white-space: nowrap }
        .failures th, .failures td { text-align: left; vertical-align: top }
        svg { width: 100%%; height: auto } svg text { font: 12px system-ui, sans-serif; fill: #1d2430 }
        .swatch { display: inline-block; width: .8em; height: .8em; margin: 0 .3em 0 1em }
        code { background: #f2f4f8; padding: 0 .3em }
        </style>
        <h1>Upgrade from %3$s to %1$s: <span class="%2$s">%4$s</span></h1>
        %5$s
        <p>%6$s to %7$s. %8$,d requests at %9$d a second, half over kept connections and half over fresh ones; %10$d failed.
        %11$,d orders were acknowledged.</p>
        %16$s
        <h2>Replicas</h2>
        %12$s
        <h2>Requests (times in milliseconds)</h2>
        %13$s
        <h2>Orders</h2>
        %14$s
        %15$s
        </html>
        """
                .formatted(
                        text(outcome.to()),
                        style(),
                        text(String.join(", ", outcome.from())),
                        headline(),
                        reasons(),
                        outcome.began().truncatedTo(ChronoUnit.SECONDS),
                        outcome.ended().truncatedTo(ChronoUnit.SECONDS),
                        outcome.requests(),
                        outcome.requestsPerSecond(),
                        outcome.failures().size(),
                        outcome.acknowledged(),
                        timeline(),
                        latencies(),
                        stores(),
                        failures(),
                        excused());
    }

    private String style() {
        return switch (outcome.judgement()) {
            case KEPT -> "kept";
            case NOT_PROVEN -> "unproven";
            case BROKEN -> "broken";
        };
    }

    private String headline() {
        return switch (outcome.judgement()) {
            case KEPT -> "nothing failed, nothing lost, nothing twice";
            case NOT_PROVEN -> "nothing is known to have failed, but not all is proven";
            case BROKEN -> "the promise was broken";
        };
    }

    private String excused() {
        return outcome.excused() == 0
                ? ""
                : "<p>%,d searches and looks at the log found Elasticsearch away. Orders do not need it.</p>"
                        .formatted(outcome.excused());
    }

    private String reasons() {
        return outcome.isGood()
                ? ""
                : outcome.verdict().stream()
                        .map(reason -> "<li>" + text(reason))
                        .collect(
                                Collectors.joining(
                                        "\n", "<ul class=\"" + style() + "\">", "</ul>"));
    }

    private String timeline() {
        var names = outcome.spells().stream().map(Spell::replica).distinct().toList();
        var svg = new ArrayList<String>();
        svg.add(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Replicas by version over time\">"
                        .formatted(NAMES + WIDTH, names.size() * ROW + ROW));
        for (int i = 0; i < names.size(); i++) {
            svg.add("<text x=\"0\" y=\"%d\">%s</text>".formatted(i * ROW + 17, text(names.get(i))));
        }
        for (var spell : outcome.spells()) {
            double from = x(spell.since());
            double to = x(spell.until() == null ? outcome.ended() : spell.until());
            svg.add(
                    String.format(
                            Locale.ROOT,
                            "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"><title>%s %s %s</title></rect>",
                            from,
                            names.indexOf(spell.replica()) * ROW + 3,
                            Math.max(1, to - from),
                            ROW - 6,
                            colour(spell),
                            text(spell.replica()),
                            text(spell.version()),
                            spell.state().name().toLowerCase(Locale.ROOT)));
        }
        for (var mark : List.of(outcome.rolling(), outcome.rolled())) {
            svg.add(
                    String.format(
                            Locale.ROOT,
                            "<line x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"0\" y2=\"%2$d\" stroke=\"#1d2430\" stroke-dasharray=\"3 3\"/>",
                            x(mark),
                            names.size() * ROW));
        }
        var seconds = Duration.between(outcome.began(), outcome.ended()).toSeconds();
        svg.add(
                "<text x=\"%d\" y=\"%d\">0 s</text><text x=\"%d\" y=\"%d\" text-anchor=\"end\">%d s</text></svg>"
                        .formatted(
                                NAMES,
                                names.size() * ROW + 17,
                                NAMES + WIDTH,
                                names.size() * ROW + 17,
                                seconds));
        return String.join("\n", svg) + legend();
    }

    private String legend() {
        return """
        <p><span class="swatch" style="background:#9db4d6"></span>serving, before
        <span class="swatch" style="background:#3f9b5b"></span>serving, %s
        <span class="swatch" style="background:#e0b64c"></span>draining
        <span class="swatch" style="background:#d9dde5"></span>starting</p>
        """
                .formatted(text(outcome.to()));
    }

    private String colour(Spell spell) {
        return switch (spell.state()) {
            case DRAINING -> "#e0b64c";
            case STARTING -> "#d9dde5";
            case SERVING -> isNew(spell) ? "#3f9b5b" : "#9db4d6";
        };
    }

    private boolean isNew(Spell spell) {
        return spell.since().isAfter(outcome.rolling()) && spell.state() == State.SERVING;
    }

    private double x(Instant time) {
        double whole = Duration.between(outcome.began(), outcome.ended()).toMillis();
        double part = Duration.between(outcome.began(), time).toMillis();
        return NAMES + WIDTH * Math.clamp(part / Math.max(1, whole), 0, 1);
    }

    private String latencies() {
        var phases =
                outcome.phases().entrySet().stream()
                        .flatMap(phase ->
                                phase.getValue().entrySet().stream()
                                        .map(kind ->
                                                row(
                                                        phase.getKey() + ", " + kind.getKey(),
                                                        kind.getValue())));
        var steps =
                outcome.steps().entrySet().stream()
                        .map(step -> row("during: " + step.getKey(), step.getValue()));
        var rows = Stream.concat(phases, steps).collect(Collectors.joining("\n"));
        return """
        <table><tr><th>when, connections or step<th>requests<th>failed<th>p50<th>p95<th>p99<th>max
        %s
        </table>
        """
                .formatted(rows);
    }

    private static String row(String name, Latencies of) {
        return String.format(
                Locale.ROOT,
                "<tr><td>%s<td>%,d<td>%d<td>%.1f<td>%.1f<td>%.1f<td>%.1f",
                text(name),
                of.requests(),
                of.failed(),
                of.p50(),
                of.p95(),
                of.p99(),
                of.max());
    }

    private String stores() {
        var rows =
                outcome.tallies().stream().map(ReportPage::row).collect(Collectors.joining("\n"));
        return """
        <table><tr><th>store<th>acknowledged<th>lost<th>twice
        %s
        </table>
        <p>Pieces of stock reserved: %s.</p>
        """
                .formatted(
                        rows,
                        outcome.reserved() == null
                                ? "not known"
                                : "%,d".formatted(outcome.reserved()));
    }

    private static String row(Tally tally) {
        return tally.notProven() == null
                ? "<tr><td>%s<td>%,d<td>%d<td>%d"
                        .formatted(
                                text(tally.store()),
                                tally.expected(),
                                tally.lost().size(),
                                tally.twice().size())
                : "<tr><td>%s<td>%,d<td colspan=\"2\">not proven"
                        .formatted(text(tally.store()), tally.expected());
    }

    private String failures() {
        if (outcome.failures().isEmpty()) {
            return "";
        }
        var rows =
                outcome.failures().stream()
                        .limit(FAILURES_SHOWN)
                        .map(each ->
                                "<tr><td>%s<td>%s<td>%s<td>%,d ms<td>%s"
                                        .formatted(
                                                each.at().truncatedTo(ChronoUnit.MILLIS),
                                                text(each.step()),
                                                each.keptAlive() ? "kept" : "fresh",
                                                each.took().toMillis(),
                                                text(String.valueOf(each.failure()))))
                        .collect(Collectors.joining("\n"));
        return """
        <h2>Failed requests</h2>
        <table class="failures"><tr><th>at<th>step<th>connection<th>took<th>what
        %s
        </table>
        """
                .formatted(rows);
    }

    private static String text(String raw) {
        return raw.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
