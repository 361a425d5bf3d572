package dev.konbini.logging.query;

import dev.konbini.logging.pattern.Drain;
import dev.konbini.logging.pattern.Found;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/// Finds what the messages of lines have in common, by a sample of them.
@Service
public final class FindPatterns {

    /// The most messages that are compared; what one search of Elasticsearch gives.
    public static final int SAMPLE_MAX = 10_000;

    private static final String NANOS = "strict_date_optional_time_nanos";
    private static final int MESSAGE_CHARS_MAX = 1000;
    private static final Map<String, ?> SAMPLING =
            Map.of(
                    "track_total_hits",
                    true,
                    "_source",
                    List.of("message"),
                    "docvalue_fields",
                    List.of(Map.of("field", "@timestamp", "format", NANOS)));

    private final LineSearch search;

    FindPatterns(LineSearch search) {
        this.search = search;
    }

    /// The patterns of the lines that match `filter`, which must be bounded on both sides.
    ///
    /// @param sample how many messages are compared at most, up to [#SAMPLE_MAX]; fewer where they
    ///   are long
    /// @param size how many patterns are given at most
    /// @throws dev.konbini.web.problem.ProblemException invalid-query, query-too-slow
    public Patterns find(LineFilter filter, int sample, int size) {
        var page = search.sample(filter, SAMPLING, sample);
        var lines = page.answer().path("hits").path("total").path("value").asLong(0);
        var drain = new Drain();
        var messages = messages(page.hits());
        messages.forEach(message -> drain.add(message.text(), message.time()));
        return new Patterns(
                Objects.requireNonNull(filter.from()),
                Objects.requireNonNull(filter.to()),
                lines,
                messages.size(),
                drain.ungrouped(),
                drain.found().stream()
                        .limit(size)
                        .map(found -> item(found, messages.size(), lines))
                        .toList());
    }

    private static List<Message> messages(List<JsonNode> hits) {
        var messages = new ArrayList<Message>();
        for (var hit : hits) {
            var text = hit.path("_source").path("message");
            var time = hit.path("fields").path("@timestamp").path(0);
            if (text.isString() && time.isString()) {
                messages.add(
                        new Message(Instant.parse(time.asString()), shortened(text.asString())));
            }
        }
        messages.sort(Comparator.comparing(Message::time));
        return messages;
    }

    private static String shortened(String text) {
        return text.length() <= MESSAGE_CHARS_MAX ? text : text.substring(0, MESSAGE_CHARS_MAX);
    }

    private static Patterns.Item item(Found found, int sampled, long lines) {
        var share = (double) found.count() / sampled;
        return new Patterns.Item(
                found.template(),
                found.count(),
                share,
                sampled == lines ? found.count() : Math.round(share * lines),
                found.example(),
                found.firstSeen(),
                found.lastSeen());
    }

    private record Message(Instant time, String text) {}
}
