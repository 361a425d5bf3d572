package dev.konbini.logging.rebuild;

import dev.konbini.logging.index.AnswerTooLarge;
import dev.konbini.logging.index.Elasticsearch;
import dev.konbini.logging.index.ElasticsearchRefusal;
import dev.konbini.logging.index.ElasticsearchUnavailable;
import dev.konbini.logging.index.IndexManagement;
import dev.konbini.logging.index.IndexManagement.Written;
import dev.konbini.logging.index.WrittenDocuments;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// Copies the lines of one index into another, in as many passes as new ones come in.
///
/// Each pass goes, shard by shard, as far as that has been written on all of its copies, and on
/// from where the last pass went. Every operation has a number there (`_seq_no`), so that none is
/// passed over, whichever copy is read. Lines are only ever added while this goes on: who removes
/// some claims the index first.
final class CopyLines {

    private static final Logger LOG = LoggerFactory.getLogger(CopyLines.class);

    private static final int PAGE = 1000;
    private static final Duration HELD = Duration.ofMinutes(2);
    private static final int BAD_REQUEST = 400;
    private static final int CONFLICT = 409;
    private static final int CONTENT_TOO_LARGE = 413;

    private final Elasticsearch elasticsearch;
    private final IndexManagement management;
    private final String from;
    private final String to;
    private final LongConsumer each;
    private final Map<Integer, Long> done = new HashMap<>();
    private long copied;

    /// @param each is told before each page how many lines were copied so far, and may throw
    CopyLines(
            Elasticsearch elasticsearch,
            IndexManagement management,
            String from,
            String to,
            LongConsumer each) {
        this.elasticsearch = elasticsearch;
        this.management = management;
        this.from = from;
        this.to = to;
        this.each = each;
    }

    /// Copies what was written since the last pass.
    ///
    /// @return how many lines
    /// @throws RebuildFailed where the new mapping refuses one
    long pass() {
        var before = copied;
        var written = management.written(from);
        elasticsearch.refresh(from);
        written.forEach(this::copy);
        return copied - before;
    }

    /// How many lines were copied so far.
    long copied() {
        return copied;
    }

    /// Whether all is copied that was ever written.
    boolean isWhole() {
        return management.written(from).entrySet().stream()
                .allMatch(shard -> shard.getValue().last() == doneOf(shard.getKey()));
    }

    private long doneOf(int shard) {
        return done.getOrDefault(shard, -1L);
    }

    private void copy(int shard, Written written) {
        if (written.everywhere() > doneOf(shard)) {
            var held = elasticsearch.holdShard(from, shard, HELD);
            try {
                held = copyHeld(held, doneOf(shard), written.everywhere());
            } finally {
                release(held);
            }
            done.put(shard, written.everywhere());
        }
    }

    /// @param after the last operation's number that was copied before
    /// @param upTo the last one's to be copied
    /// @return by which name the shard is held now
    private String copyHeld(String first, long after, long upTo) {
        var body = new HashMap<String, Object>();
        body.put("track_total_hits", false);
        body.put("sort", List.of("_shard_doc"));
        body.put("query", Map.of("range", Map.of("_seq_no", Map.of("gt", after, "lte", upTo))));
        var held = first;
        var size = PAGE;
        while (true) {
            each.accept(copied);
            body.put("size", size);
            body.put("pit", Map.of("id", held, "keep_alive", HELD.toSeconds() + "s"));
            WrittenDocuments page;
            try {
                page = elasticsearch.writtenHeld(body);
            } catch (AnswerTooLarge e) {
                size = half(size);
                continue;
            }
            if (page.size() == 0) {
                return held;
            }
            write(page);
            copied += page.size();
            held = page.held().isEmpty() ? held : page.held();
            body.put("search_after", List.of(page.lastSort()));
            size = Math.min(PAGE, size * 5 / 4 + 1);
        }
    }

    private static int half(int size) {
        if (size == 1) {
            throw new RebuildFailed("One of its lines is too long to be read.");
        }
        return size / 2;
    }

    private void release(String held) {
        try {
            elasticsearch.release(held);
        } catch (ElasticsearchUnavailable | ElasticsearchRefusal e) {
            LOG.debug("Elasticsearch will let go by itself", e);
        }
    }

    private void write(WrittenDocuments page) {
        var body = page.creatingIn(to);
        var answer = elasticsearch.bulk(body, body.length);
        if (answer == null) {
            return;
        }
        var items = answer.path("items");
        if (items.size() != page.size()) {
            throw new ElasticsearchUnavailable(
                    "%d lines were answered %d times".formatted(page.size(), items.size()), null);
        }
        for (var i = 0; i < page.size(); i++) {
            judge(page.id(i), items.get(i).path("create"));
        }
    }

    private static void judge(String id, JsonNode item) {
        var status = item.path("status").asInt();
        if (status < 300 || status == CONFLICT) {
            return;
        }
        var error = item.path("error");
        if (status == BAD_REQUEST || status == CONTENT_TOO_LARGE) {
            throw new RebuildFailed(
                    "The mapping refuses the line %s: %s: %s"
                            .formatted(
                                    id,
                                    error.path("reason").asString(""),
                                    error.at("/caused_by/reason").asString("")));
        }
        throw new ElasticsearchUnavailable(
                "A line could not be copied: %d %s".formatted(status, error.path("type")), null);
    }
}
