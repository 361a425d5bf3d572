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

    /// Of very long lines even this is much, and what is too much is put together in vain.
    private static final int FIRST_PAGE = 100;

    /// A client that reads slowly has a page held for long.
    private static final int PAGE_BYTES = 1_000_000;

    /// How long Elasticsearch waits for the next page, and so how long a client may take for one.
    private static final Duration HELD = Duration.ofMinutes(2);

    private final LineSearch search;
    private final ExportPlaces places;

    ExportLines(LineSearch search, ExportPlaces places) {
        this.search = search;
        this.places = places;
    }

    /// Writes the lines that match `filter` to `sink`.
    ///
    /// What fails before [Sink#begin] was called fails as every search does. What fails after it is
    /// a [BrokenExport], so that nobody takes the part for the whole.
    ///
    /// @throws dev.konbini.web.problem.ProblemException too-many-exports, invalid-query,
    ///   query-too-slow
    /// @throws IOException what `sink` threw
    public void export(LineFilter filter, Order order, Sink sink) throws IOException {
        try (var _ = places.take(filter.scope())) {
            var held = search.hold(filter, HELD);
            try {
                write(held, filter, order, sink);
            } finally {
                release(held);
            }
        }
    }

    private void write(String held, LineFilter filter, Order order, Sink sink) throws IOException {
        var read = read(new Read(held, FIRST_PAGE, true, null), filter, order, sink);
        try {
            // Nothing of the page but its rows is held while they are sent.
            sink.send(!read.more());
            while (read.more()) {
                read = read(read, filter, order, sink);
                sink.send(!read.more());
            }
        } catch (ElasticsearchUnavailable | dev.konbini.web.problem.ProblemException e) {
            throw new BrokenExport(e);
        }
    }

    private Read read(Read before, LineFilter filter, Order order, Sink sink) throws IOException {
        var page = page(before, filter, order);
        if (before.after() == null) {
            sink.begin(page.answer().path("hits").path("total").path("value").asLong(0));
        }
        for (var hit : page.hits()) {
            sink.line(LogLine.from(hit));
        }
        return new Read(
                page.answer().path("pit_id").asString(before.held()),
                Math.min(PAGE, page.hits().size() * 5 / 4 + 1),
                page.more(),
                page.more() ? page.hits().getLast().path("sort") : null);
    }

    private HitPage page(Read before, LineFilter filter, Order order) {
        var after = before.after();
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
        return search.pageOfHeld(before.held(), HELD, filter, body, before.next(), PAGE_BYTES);
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

        /// What was given so far is to be sent, however long that takes.
        ///
        /// @param last whether there are no more
        void send(boolean last) throws IOException;
    }

    /// How far has been read.
    ///
    /// @param next how many lines to ask for; where lines are long, a few more than fitted last
    /// @param more whether there are more
    /// @param after where they come behind; null where nothing was read yet, or all was
    private record Read(String held, int next, boolean more, @Nullable JsonNode after) {}

    /// An export ended before its end, for a reason that came up after its beginning.
    public static final class BrokenExport extends RuntimeException {

        private static final long serialVersionUID = 1;

        BrokenExport(RuntimeException cause) {
            super("The export broke off: " + cause.getMessage(), cause);
        }
    }
}
