package dev.konbini.gateway.problem;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.web.util.HtmlUtils;

/// A problem as a page for a person, with the way home.
final class ProblemPage {

    static final MediaType TYPE = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);

    private ProblemPage() {}

    static String of(ProblemDetail problem) {
        var properties = problem.getProperties();
        return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%2$d · Konbini</title>
        <style>
        :root { color-scheme: light dark; }
        body { font: 16px/1.6 system-ui, sans-serif; max-width: 34rem; margin: 15vh auto; padding: 0 1.5rem; }
        h1 { font-size: 1.5rem; line-height: 1.3; }
        .status { color: #d9480f; font-weight: 700; letter-spacing: .08em; }
        .trace { color: GrayText; font-size: .85rem; overflow-wrap: anywhere; }
        </style>
        </head>
        <body>
        <p class="status">%2$d</p>
        <h1>%1$s</h1>
        <p>%3$s</p>
        <p><a href="/">To the start page</a></p>
        <p class="trace">Trace %4$s</p>
        </body>
        </html>
        """
                .formatted(
                        escaped(problem.getTitle()),
                        problem.getStatus(),
                        escaped(problem.getDetail()),
                        escaped((properties == null ? Map.of() : properties).get("traceId")));
    }

    private static String escaped(@Nullable Object text) {
        return text == null ? "–" : HtmlUtils.htmlEscape(text.toString());
    }
}
