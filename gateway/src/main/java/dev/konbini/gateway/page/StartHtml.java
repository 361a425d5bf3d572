package dev.konbini.gateway.page;

import dev.konbini.gateway.replica.Fitness;
import dev.konbini.gateway.replica.Services.Circuit;
import dev.konbini.gateway.state.SuiteState.ReplicaState;
import dev.konbini.gateway.state.SuiteState.ServiceState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/// Writes the start page.
final class StartHtml {

    private static final String STYLE =
            """
            :root { color-scheme: light dark; --line: color-mix(in srgb, CanvasText 15%, Canvas); --good: #2b8a3e; --bad: #d9480f; }
            @media (prefers-color-scheme: dark) { :root { --good: #69db7c; --bad: #ff922b; } }
            * { box-sizing: border-box; }
            body { font: 16px/1.55 system-ui, sans-serif; max-width: 64rem; margin: 0 auto; padding: 3rem 1.5rem; }
            header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 1rem; margin-bottom: .5rem; }
            h1 { font-size: 2rem; letter-spacing: -.02em; margin: 0; }
            h2 { font-size: 1.1rem; margin: 0; text-transform: capitalize; }
            p { margin: .25rem 0 .75rem; }
            nav { display: flex; flex-wrap: wrap; gap: 1.25rem; margin: 1rem 0 2rem; }
            main { display: grid; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); gap: 1rem; }
            section { border: 1px solid var(--line); border-radius: .6rem; padding: 1rem 1.25rem; }
            table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
            th, td { text-align: left; padding: .35rem 0; border-top: 1px solid var(--line); font-weight: 400; }
            th, .quiet, footer { color: GrayText; font-size: .85rem; }
            .good { color: var(--good); font-weight: 600; }
            .bad { color: var(--bad); font-weight: 600; }
            footer { margin-top: 2rem; }
            """;

    private StartHtml() {}

    static String of(List<ServiceState> services, String version, Instant now) {
        var open = services.stream().allMatch(ServiceState::serves);
        return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="refresh" content="5">
        <title>Konbini</title>
        <link rel="icon" href="data:,">
        <style>
        %s</style>
        </head>
        <body>
        <header><h1>Konbini</h1><span class="%s">%s</span></header>
        <p>The shop that stays open while everything under it is replaced.</p>
        <nav><a href="/api/products">Products</a><a href="/api/docs">API documentation</a></nav>
        <main>
        %s
        </main>
        <footer>Gateway %s · as of %s · this page loads itself again every five seconds</footer>
        </body>
        </html>
        """
                .formatted(
                        STYLE,
                        open ? "good" : "bad",
                        open ? "Open" : "Not all services answer",
                        services.stream().map(StartHtml::service).collect(Collectors.joining("\n")),
                        HtmlUtils.htmlEscape(version),
                        now.truncatedTo(ChronoUnit.SECONDS));
    }

    private static String service(ServiceState service) {
        return """
        <section>
        <h2>%s</h2>
        <p class="%s">%s</p>
        <table>
        <thead><tr><th>Replica</th><th>Version</th><th>State</th></tr></thead>
        <tbody>
        %s
        </tbody>
        </table>
        </section>\
        """
                .formatted(
                        service.name().label(),
                        service.circuit() == Circuit.OPEN ? "bad" : "quiet",
                        circuit(service.circuit()),
                        service.replicas().isEmpty()
                                ? "<tr><td colspan=\"3\">none is known</td></tr>"
                                : service.replicas().stream()
                                        .map(StartHtml::replica)
                                        .collect(Collectors.joining("\n")));
    }

    private static String replica(ReplicaState replica) {
        return "<tr><td>%s</td><td>%s</td><td class=\"%s\">%s</td></tr>"
                .formatted(
                        HtmlUtils.htmlEscape(replica.name()),
                        replica.version() == null ? "–" : HtmlUtils.htmlEscape(replica.version()),
                        replica.fitness() == Fitness.FIT ? "good" : "bad",
                        replica.fitness().words());
    }

    private static String circuit(Circuit circuit) {
        return switch (circuit) {
            case CLOSED -> "circuit closed: requests go through";
            case HALF_OPEN -> "circuit half open: a few requests go through";
            case OPEN -> "circuit open: requests are refused for a moment";
        };
    }
}
