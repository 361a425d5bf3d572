package dev.konbini.logging.query;

import dev.konbini.logging.index.ElasticsearchRefusal;
import dev.konbini.logging.index.ElasticsearchUnavailable;
import dev.konbini.logging.index.HitPage;
import dev.konbini.logging.index.Indices;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/// Gives every line that matches, however many there are, in the memory of one page.
///
/// Elasticsearch holds the lines as they were when it began (a point in time), so that lines that
/// come in or expire meanwhile neither add to it nor leave gaps, and their number is known before
/// the first is written.
@Service
public final class ExportLines {

    private static final Logger LOG = LoggerFactory.getLogger(ExportLines.class);

    private static final int PAGE = 1000;

    /// How long Elasticsearch waits for the next page, and so how long a client may take for one.
    private static final Duration HELD = Duration.ofMinutes(2);

    private final LineSearch search;

    ExportLines(LineSearch search) {
        this.search = search;
    }

    /// Writes the lines that match `filter` to `sink`.
    ///
    /// What fails before [Sink#begin] was called fails as every search does. What fails after it is
    /// a [BrokenExport], so that nobody takes the part for the whole.
    ///
    /// @throws dev.konbini.web.problem.ProblemException invalid-query, query-too-slow
    /// @throws IOException what `sink` threw
    public void export(LineFilter filter, Order order, Sink sink) throws IOException {
        var held = search.hold(filter, HELD);
        try {
            var page = page(held, filter, order, null);
            sink.begin(page.answer().path("hits").path("total").path("value").asLong(0));
            try {
                write(page, held, filter, order, sink);
            } catch (ElasticsearchUnavailable | dev.konbini.web.problem.ProblemException e) {
                throw new BrokenExport(e);
            }
        } finally {
            release(held);
        }
    }

    private void write(HitPage first, String held, LineFilter filter, Order order, Sink sink)
            throws IOException {
        var now = held;
        var page = first;
        while (true) {
            for (var hit : page.hits()) {
                sink.line(LogLine.from(hit));
            }
            if (!page.more()) {
                return;
            }
            sink.pause();
            now = page.answer().path("pit_id").asString(now);
            page = page(now, filter, order, page.hits().getLast().path("sort"));
        }
    }

    private HitPage page(String held, LineFilter filter, Order order, @Nullable JsonNode after) {
        var body = new HashMap<String, Object>();
        body.put("track_total_hits", after == null);
        body.put(
                "sort",
                List.of(
                        Map.of(
                                "@timestamp",
                                Map.of(
                                        "order",
                                        order.word,
                                        "format",
                                        "strict_date_optional_time_nanos")),
                        Map.of(Indices.ID, order.word)));
        if (after != null) {
            body.put("search_after", after);
        }
        return search.pageOfHeld(held, HELD, filter, body, PAGE);
    }

    private void release(String held) {
        try {
            search.release(held);
        } catch (ElasticsearchUnavailable | ElasticsearchRefusal e) {
            LOG.debug("Elasticsearch will let go by itself", e);
        }
    }

    /// In which order lines are given.
    public enum Order {
        OLDEST("asc"),
        NEWEST("desc");

        private final String word;

        Order(String word) {
            this.word = word;
        }
    }

    /// Takes the lines.
    public interface Sink {

        /// The first call.
        ///
        /// @param lines how many there will be
        void begin(long lines) throws IOException;

        void line(LogLine line) throws IOException;

        /// The next lines will take a moment.
        void pause() throws IOException;
    }

    /// An export ended before its end, for a reason that came up after its beginning.
    public static final class BrokenExport extends RuntimeException {

        private static final long serialVersionUID = 1;

        BrokenExport(RuntimeException cause) {
            super("The export broke off: " + cause.getMessage(), cause);
        }
    }
}
