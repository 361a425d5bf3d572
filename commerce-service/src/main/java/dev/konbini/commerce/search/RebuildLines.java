package dev.konbini.commerce.search;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// Says in the log how rebuilds go, in the form that logging-service puts on record
/// (`docs/decisions/operations-by-line.md`).
///
/// Lines wait on disk while Kafka is away. One may be said again, also with another end: the first
/// end counts.
final class RebuildLines {

    private static final Logger LOG = LoggerFactory.getLogger(RebuildLines.class);
    private static final String WHAT = "Rebuild the search index";

    /// The replica that gives up an abandoned rebuild says so: what is silent for longer has no
    /// replica any more.
    private static final Duration SILENCE_MAX = Duration.ofHours(1);

    private RebuildLines() {}

    static void begun(RebuildDocument rebuild) {
        said(LOG.atInfo(), rebuild).log("{} begins, asked for by {}", WHAT, rebuild.by());
    }

    static void succeeded(RebuildDocument rebuild, String index, long products) {
        ended(LOG.atInfo(), rebuild, "succeeded", "%,d products in %s".formatted(products, index));
    }

    static void failed(RebuildDocument rebuild, String reason) {
        ended(LOG.atWarn(), rebuild, "failed", reason);
    }

    private static void ended(
            LoggingEventBuilder line, RebuildDocument rebuild, String outcome, String output) {
        said(line, rebuild)
                .addKeyValue("operation.outcome", outcome)
                .addKeyValue("operation.output", output)
                .log("{} {}: {}", WHAT, outcome, output);
    }

    private static LoggingEventBuilder said(LoggingEventBuilder line, RebuildDocument rebuild) {
        if (rebuild.operation() == null) {
            return line;
        }
        return line.addKeyValue("operation.id", rebuild.operation())
                .addKeyValue("operation.kind", "rebuild")
                .addKeyValue("operation.what", WHAT)
                .addKeyValue("operation.by", rebuild.by())
                .addKeyValue("operation.silenceMaxSeconds", SILENCE_MAX.toSeconds());
    }
}
